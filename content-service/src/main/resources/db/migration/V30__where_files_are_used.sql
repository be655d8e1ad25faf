-- Which documents use a file, and through which editions it is public now. Both follow from revision_asset; read from there, a file that
-- every document shows costs a look at each of their revisions.

set search_path to gongkai;

create table file_use (                      -- in any revision of the document
    sha256      bytea not null references asset,
    unit_key    text  not null references unit,
    document_id uuid  not null references document,
    primary key (sha256, unit_key, document_id)
);
create index on file_use (unit_key, sha256);

create table live_file (
    sha256     bytea not null references asset,
    edition_id uuid  not null references edition,
    primary key (sha256, edition_id)
);
create index on live_file (edition_id);

grant select on file_use, live_file to ${appRole};    -- they follow by themselves

insert into file_use (sha256, unit_key, document_id)
select distinct r.sha256, e.unit_key, e.document_id
from revision_asset r join edition_revision v on v.digest = r.digest join edition e on e.id = v.edition_id;

insert into live_file (sha256, edition_id)
select r.sha256, e.id from revision_asset r join edition e on e.digest = r.digest where e.state = 'PUBLISHED';

-- The files of a revision are there before an edition points at it.
create function a_document_uses_files() returns trigger language plpgsql security definer
    set search_path = gongkai, pg_temp as $$
begin
    insert into file_use (sha256, unit_key, document_id)
    select r.sha256, e.unit_key, e.document_id
    from edition e join revision_asset r on r.digest = new.digest where e.id = new.edition_id
    on conflict do nothing;
    return null;
end $$;
create trigger a_document_uses_files after insert on edition_revision
    for each row execute function a_document_uses_files();

create function an_erased_revision_uses_none() returns trigger language plpgsql security definer
    set search_path = gongkai, pg_temp as $$
begin
    delete from file_use u using erased x, edition_revision v, edition e
    where v.digest = x.digest and e.id = v.edition_id and u.sha256 = x.sha256 and u.document_id = e.document_id
        and not exists (select from edition o join edition_revision w on w.edition_id = o.id
                            join revision_asset r on r.digest = w.digest and r.sha256 = u.sha256
                        where o.document_id = u.document_id);
    return null;
end $$;
create trigger an_erased_revision_uses_none after delete on revision_asset
    referencing old table as erased for each statement execute function an_erased_revision_uses_none();

create function files_are_live() returns trigger language plpgsql security definer
    set search_path = gongkai, pg_temp as $$
begin
    delete from live_file where edition_id = new.id;
    if new.state = 'PUBLISHED' then
        insert into live_file (sha256, edition_id) select r.sha256, new.id from revision_asset r where r.digest = new.digest;
    end if;
    return null;
end $$;
create trigger files_are_live after update of state, digest on edition
    for each row when (old.state = 'PUBLISHED' or new.state = 'PUBLISHED') execute function files_are_live();
create trigger files_are_live_at_once after insert on edition
    for each row when (new.state = 'PUBLISHED') execute function files_are_live();
