-- The poster of a video is a picture out of it, and goes with it; also where no document used it.

set search_path to gongkai;

do $$
declare
    function text := pg_get_functiondef('erase_records(uuid, timestamptz)'::regprocedure);
    before   text := 'select coalesce(array_agg(distinct id), ''{}'') into sets from (';
    posters  text := $posters$
    perform 1 from asset a where a.sha256 in (select v.poster from asset_video v where v.sha256 = any(files))
    order by a.sha256 for update;
    select files || coalesce(array_agg(distinct v.poster order by v.poster), '{}') into files
    from asset_video v
    where v.sha256 = any(files) and v.poster is not null and v.poster <> all(files)
      and not exists (select 1 from asset_video o where o.poster = v.poster and o.sha256 <> all(files))
      and not exists (select 1 from revision_asset o where o.sha256 = v.poster and o.digest <> all(gone))
      and not exists (select 1 from unit_asset o where o.sha256 = v.poster and o.unit_key <> d.unit_key);

    $posters$;
begin
    if position(before in function) = 0 then
        raise exception 'erase_records does not collect files as it did';
    end if;
    execute replace(function, before, posters || before);
end $$;

-- The runtime role deletes no assets; it has those forgotten that nothing names any more.
revoke delete on asset from ${appRole};

create function forget_file(a_sha256 bytea) returns void language sql security definer set search_path = gongkai, pg_temp as $$
    delete from asset a where a.sha256 = a_sha256
        and not exists (select from unit_asset u where u.sha256 = a.sha256)
        and not exists (select from revision_asset r where r.sha256 = a.sha256);
$$;
revoke all on function forget_file(bytea) from public;
grant execute on function forget_file(bytea) to ${appRole};
