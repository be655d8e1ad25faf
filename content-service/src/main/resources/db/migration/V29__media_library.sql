-- The media library: what a unit says of its files, lists of them, and files that a unit removes.

set search_path to gongkai;

alter table unit_asset
    add alt           text not null default '',          -- where a document begins with it
    add source        text not null default '',
    add rights        text not null default 'UNKNOWN' check (rights in ('OWN', 'LICENSED', 'PUBLIC_DOMAIN', 'UNKNOWN')),
    add rights_note   text not null default '',
    add about_version bigint not null default 0,
    add about_by      uuid references person,
    add about_at      timestamptz,
    add check ((about_by is null) = (about_at is null));

create index unit_asset_newest on unit_asset (unit_key, uploaded_at desc, sha256);
create index unit_asset_by_name on unit_asset (unit_key, file_name, sha256);

-- A file goes once no library and no revision has it; those refer to it, so it cannot go earlier.
grant delete on asset to ${appRole};

-- What was said of an erased file is erased with its names, by the same functions.
do $$
declare
    said text := '''fileName'', ''alt'', ''source'', ''rightsNote''';
    each record;
begin
    for each in select * from (values
            ('erase_records(uuid, timestamptz)', 'w.member = ''fileName''', 'w.member in (' || said || ')'),
            ('words_are_those_of_the_entry()', '''name'', ''fileName''', '''name'', ' || said)) v(function, names, more) loop
        if position(each.names in pg_get_functiondef(each.function::regprocedure)) = 0 then
            raise exception '% does not know the names of files', each.function;
        end if;
        execute replace(pg_get_functiondef(each.function::regprocedure), each.names, each.more);
    end loop;
end $$;
