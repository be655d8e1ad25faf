-- Release sets: documents that become public together or not at all (decision 6).
-- GK030: a set's members do not change while a release goes. GK031: a member would become public without another.

set search_path to gongkai;

create table release_set (
    id           uuid primary key,
    name         text not null check (length(trim(name)) between 1 and 200),
    unit_key     text references unit,       -- whose editors keep it; null: the office reviewers alone
    version      bigint not null default 0,
    created_by   uuid not null references person,
    created_at   timestamptz not null,
    changed_by   uuid not null references person,
    changed_at   timestamptz not null,
    dissolved_at timestamptz                 -- then it has no members any more
);
create index on release_set (unit_key) where dissolved_at is null;

create table release_set_member (            -- of sets that are not dissolved; so a document is in one at most
    document_id uuid primary key references document,
    set_id      uuid not null references release_set,
    added_by    uuid not null references person,
    added_at    timestamptz not null
);
create index on release_set_member (set_id);

-- The set with which an edition goes: written when a release reserves it, and for good once it is public.
alter table edition add foreign key (release_set) references release_set;
create index on edition (release_set) where release_set is not null;

-- Where the members stand. PUBLIC: live, and no next edition is open. READY: approved, to go when its not-before has passed.
-- Every other state keeps the whole set back.
create view release_set_standing as
select m.set_id, m.document_id, e.id as edition_id, e.stage, e.not_before,
    case when e.state = 'APPROVED' then 'READY'
         when e.state = 'PUBLISHED' or (e.state = 'DISCARDED' and l.id is not null) then 'PUBLIC'
         else e.state end as readiness
from release_set_member m
    join edition e on e.document_id = m.document_id and e.latest
    left join edition l on l.document_id = m.document_id and l.state = 'PUBLISHED';

-- Whether nothing keeps the set back at this instant.
create function release_set_is_due(a_set uuid, an_instant timestamptz) returns boolean
    language sql stable set search_path = gongkai as $$
    select coalesce(bool_and(s.readiness = 'PUBLIC'
               or (s.readiness = 'READY' and (s.not_before is null or s.not_before <= an_instant))), true)
    from release_set_standing s where s.set_id = a_set
$$;

-- Who changes members, and who records a release, does so one after the other. Always the first lock of a transaction.
create function release_sets_stand_still() returns void language sql set search_path = gongkai as $$
    select pg_advisory_xact_lock(7016)
$$;

create function members_stay_while_a_release_goes() returns trigger language plpgsql set search_path = gongkai as $$
begin
    perform release_sets_stand_still();
    if exists (select 1 from edition e left join release_set_member m on m.document_id = e.document_id
               where e.state = 'APPROVED' and e.release_number is not null
                 and (m.set_id in (old.set_id, new.set_id) or e.document_id in (old.document_id, new.document_id))) then
        raise exception 'a release makes documents of this set public right now' using errcode = 'GK030';
    end if;
    if exists (select 1 from release_set s where s.id = new.set_id and s.dissolved_at is not null) then
        raise exception 'release set % is dissolved', new.set_id using errcode = 'GK030';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end $$;
create trigger members_stay_while_a_release_goes before insert or update or delete on release_set_member
    for each row execute function members_stay_while_a_release_goes();

-- At the end of the transaction, because one transaction makes all of them public. It looks when a release reserves an edition
-- (a refusal then costs nothing), and again when the release is recorded. A member that was public before stands in nobody's way:
-- its next edition may be opened while the release goes.
create function a_set_goes_together() returns trigger language plpgsql set search_path = gongkai as $$
declare
    e edition;
    missing uuid;
begin
    perform release_sets_stand_still();
    select * into e from edition where id = new.id;
    if e.release_number is null or e.state not in ('APPROVED', 'PUBLISHED') then
        return null;
    end if;
    select o.document_id into missing
    from release_set_member m
        join release_set_member o on o.set_id = m.set_id
        join document d on d.id = o.document_id
    where m.document_id = e.document_id and d.first_published_at is null
      and (e.state = 'PUBLISHED' or not exists (
          select 1 from edition r where r.document_id = o.document_id and r.state = 'APPROVED'
              and r.release_number = e.release_number))
    limit 1;
    if missing is not null then
        raise exception 'document % of the same release set does not become public with edition %', missing, e.id
            using errcode = 'GK031';
    end if;
    return null;
end $$;
create constraint trigger a_set_is_reserved_together after update on edition deferrable initially deferred
    for each row when (new.state = 'APPROVED' and new.release_number is distinct from old.release_number)
    execute function a_set_goes_together();
create constraint trigger a_set_goes_together after update on edition deferrable initially deferred
    for each row when (new.state = 'PUBLISHED' and old.state <> 'PUBLISHED')
    execute function a_set_goes_together();

grant select, insert, update on release_set to ${appRole};
grant select, insert, delete on release_set_member to ${appRole};
grant select on release_set_standing to ${appRole};
