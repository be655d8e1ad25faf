-- Packs (送审包): what stands at the municipal pre-review, as a file that opens without an account; and the verdicts that come back by
-- the spreadsheet in it.

set search_path to gongkai;

create sequence pack_number;

create table pack (
    id           uuid primary key,
    number       bigint not null unique,
    campaign_key text references campaign,       -- null: whatever the campaign
    made_by      uuid not null references person,
    made_at      timestamptz not null,
    bytes        bigint not null check (bytes > 0),
    sha256       bytea references asset,         -- of the file; null: erased, because it held what was withdrawn for privacy
    erased_at    timestamptz,
    check ((sha256 is null) = (erased_at is not null))
);
create index on pack (sha256);

create table pack_item (                         -- exactly these bytes of these documents
    pack_id     uuid not null references pack,
    number      int  not null check (number > 0),
    document_id uuid not null references document,
    digest      bytea not null references revision,
    primary key (pack_id, number),
    unique (pack_id, document_id)
);
create index on pack_item (document_id);
create index on pack_item (digest);
create trigger pack_items_stay before update or delete or truncate on pack_item
    for each statement execute function nothing_changes_here();

create table pack_verdict (                      -- what a spreadsheet said of an item, once; the words stand with the approval
    pack_id     uuid not null,
    number      int  not null,
    verdict     text not null check (verdict in ('APPROVE', 'RETURN')),
    given_by    uuid not null references person, -- under whose name
    recorded_by uuid not null references person, -- who brought the spreadsheet
    at          timestamptz not null,
    primary key (pack_id, number),
    foreign key (pack_id, number) references pack_item
);
create trigger pack_verdicts_stay before update or delete or truncate on pack_verdict
    for each statement execute function nothing_changes_here();

grant select, insert on pack, pack_item, pack_verdict to ${appRole};
grant usage on sequence pack_number to ${appRole};

-- A pack that holds what is erased goes with it, wholly.
do $$
declare
    function text := pg_get_functiondef('erase_records(uuid, timestamptz)'::regprocedure);
    before   text := 'select coalesce(array_agg(distinct id), ''{}'') into sets from (';
    deleted  text := 'delete from asset where sha256 = any(files);';
    packs    text := $packs$
    select files || coalesce(array_agg(p.sha256 order by p.number), '{}') into files
    from pack p
    where p.sha256 is not null and exists (select 1 from pack_item i where i.pack_id = p.id and i.digest = any(gone));

    $packs$;
begin
    if position(before in function) = 0 or position(deleted in function) = 0 then
        raise exception 'erase_records does not collect files as it did';
    end if;
    function := replace(function, before, packs || before);
    execute replace(function, deleted, 'update pack set sha256 = null, erased_at = at where sha256 = any(files);' || chr(10) || '    ' || deleted);
end $$;
