-- Packs (送审包): what stands at the municipal pre-review, as a file that opens without an account; and the verdicts that come back by
-- the spreadsheet in it. GK070: what was erased goes into no pack, and nothing more comes to a pack that was erased.

set search_path to gongkai;

create sequence pack_number;

create table pack (
    id           uuid primary key,
    number       bigint not null unique,
    campaign_key text references campaign,       -- null: whatever the campaign
    made_by      uuid not null references person,
    made_at      timestamptz not null,
    bytes        bigint not null check (bytes > 0),
    pdf          boolean not null,               -- whether its lists are in it as PDF, too
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

-- Whoever erases a revision has finished, or waits and finds the pack.
create function packs_hold_what_is_there() returns trigger language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    perform 1 from revision where digest = new.digest and canonical is not null for share;
    if not found then
        raise exception 'revision % was erased', encode(new.digest, 'hex') using errcode = 'GK070';
    end if;
    return new;
end $$;
create trigger packs_hold_what_is_there before insert on pack_item for each row execute function packs_hold_what_is_there();

create table pack_sheet (                        -- a filled spreadsheet as it came, so that it can be shown what the city sent
    pack_id    uuid not null references pack,
    sha256     bytea not null,                   -- of its file
    file       bytea references asset check (file = sha256), -- null: erased with its pack
    brought_by uuid not null references person,
    at         timestamptz not null,
    erased_at  timestamptz,
    primary key (pack_id, sha256),
    check ((file is null) = (erased_at is not null))
);
create index on pack_sheet (file);
create function sheets_come_to_what_is_there() returns trigger language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    perform 1 from pack where id = new.pack_id and sha256 is not null for share;
    if not found then
        raise exception 'pack % was erased', new.pack_id using errcode = 'GK070';
    end if;
    return new;
end $$;
create trigger sheets_come_to_what_is_there before insert on pack_sheet for each row execute function sheets_come_to_what_is_there();

create table pack_verdict (                      -- what a spreadsheet said of an item, once; the words stand with the approval
    pack_id     uuid not null,
    number      int  not null,
    sheet       bytea not null,                  -- which one said it
    verdict     text not null check (verdict in ('APPROVE', 'RETURN')),
    given_by    uuid not null references person, -- under whose name
    recorded_by uuid not null references person, -- who brought the spreadsheet
    at          timestamptz not null,
    primary key (pack_id, number),
    foreign key (pack_id, number) references pack_item,
    foreign key (pack_id, sheet) references pack_sheet
);
create trigger pack_verdicts_stay before update or delete or truncate on pack_verdict
    for each statement execute function nothing_changes_here();

grant select, insert on pack, pack_item, pack_sheet, pack_verdict to ${appRole};
grant usage on sequence pack_number to ${appRole};

-- A pack that holds what is erased goes with it, wholly, and so do the sheets that came back: they have its titles. One that
-- another document has as its attachment stays with that.
do $$
declare
    function text := pg_get_functiondef('erase_records(uuid, timestamptz)'::regprocedure);
    before   text := 'select coalesce(array_agg(distinct id), ''{}'') into sets from (';
    deleted  text := 'delete from asset where sha256 = any(files);';
    packs    text := $packs$
    perform 1 from revision r where r.digest = any(gone) order by r.digest for update;
    perform 1 from pack p where exists (select from pack_item i where i.pack_id = p.id and i.digest = any(gone))
    order by p.id for update;
    select files || coalesce(array_agg(distinct f.sha256 order by f.sha256), '{}') into files
    from (select id, sha256 from pack union all select pack_id, file from pack_sheet) f
    where f.sha256 <> all(files) and exists (select from pack_item i where i.pack_id = f.id and i.digest = any(gone))
      and not exists (select from revision_asset o where o.sha256 = f.sha256 and o.digest <> all(gone));

    $packs$;
begin
    if position(before in function) = 0 or position(deleted in function) = 0 then
        raise exception 'erase_records does not collect files as it did';
    end if;
    function := replace(function, before, packs || before);
    execute replace(function, deleted, $gone$update pack set sha256 = null, erased_at = erase_records.at where sha256 = any(files);
    update pack_sheet set file = null, erased_at = erase_records.at where file = any(files);
    $gone$ || deleted);
end $$;

-- A pack or a sheet stays, whichever library had it, too.
do $$
declare
    function text := pg_get_functiondef('forget_file(bytea)'::regprocedure);
    which    text := 'where a.sha256 = a_sha256';
begin
    if position(which in function) = 0 then
        raise exception 'forget_file does not choose as it did';
    end if;
    execute replace(function, which, which || $packs$
        and not exists (select from pack p where p.sha256 = a.sha256)
        and not exists (select from pack_sheet s where s.file = a.sha256)$packs$);
end $$;
