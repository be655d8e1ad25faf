-- What those see who oversee all units: revisions that were handed in, and no draft. Who has a document open.

set search_path to gongkai;

-- ---------------------------------------------------------------- handed in

alter table edition_revision add handed_in_at timestamptz;     -- when it was submitted first; null: nobody outside the unit sees it
alter table edition add handed_in_revision int                 -- the one that was submitted last; null: none yet
    check (handed_in_revision between 1 and revision);
alter table edition add shown_title text;                      -- the title to those outside: of what was handed in, here or in the edition before

create index edition_by_title on edition (title, id) where latest;
create index edition_by_submission on edition (submitted_at desc nulls last, id) where latest;

update edition_revision r set handed_in_at = submitted.at
from (select e.id, s.ordinal, min(a.at) as at
      from audit_entry a
          join edition e on e.document_id::text = a.chain and e.number = (a.detail::json ->> 'edition')::int
          cross join lateral (
              select r.ordinal from edition_revision r
              where r.edition_id = e.id and r.saved_at <= a.at and encode(r.digest, 'hex') = a.detail::json ->> 'digest'
              order by r.ordinal desc limit 1) s
      where a.action in ('submitted', 'submitted late')
      group by e.id, s.ordinal) submitted
where r.edition_id = submitted.id and r.ordinal = submitted.ordinal;

update edition_revision r set handed_in_at = coalesce(e.submitted_at, e.changed_at)
from edition e
where e.id = r.edition_id and e.revision = r.ordinal and e.state not in ('DRAFT', 'RETURNED', 'DISCARDED') and r.handed_in_at is null;

update edition e set handed_in_revision = r.ordinal,
    shown_title = case when r.ordinal = e.revision then e.title
                       else (select convert_from(v.canonical, 'UTF8')::json ->> 'title' from revision v where v.digest = r.digest) end
from (select distinct on (edition_id) edition_id, ordinal, digest from edition_revision
      where handed_in_at is not null order by edition_id, ordinal desc) r
where r.edition_id = e.id;

update edition e set shown_title = b.shown_title
from edition b
where e.handed_in_revision is null and b.document_id = e.document_id
  and b.number = (select max(c.number) from edition c
                  where c.document_id = e.document_id and c.number < e.number and c.handed_in_revision is not null);

-- Notes what leaves the unit, whoever moves the edition. Runs as the owner: otherwise nobody touches a saved revision.
create function what_is_handed_in_is_noted() returns trigger language plpgsql security definer
    set search_path = gongkai, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        if new.submitted_at is null and new.state in ('DRAFT', 'RETURNED', 'DISCARDED') then
            new.handed_in_revision := null;
            new.shown_title := (select e.shown_title from edition e
                                where e.document_id = new.document_id and e.number < new.number
                                order by e.number desc limit 1);
        else
            new.handed_in_revision := new.revision;
            new.shown_title := new.title;
        end if;
    elsif old.state in ('DRAFT', 'RETURNED') and new.state in ('IN_REVIEW', 'APPROVED') then
        new.handed_in_revision := new.revision;
        new.shown_title := new.title;
        update edition_revision set handed_in_at = coalesce(new.submitted_at, new.changed_at)
        where edition_id = new.id and ordinal = new.revision and handed_in_at is null;
    end if;
    return new;
end $$;
create trigger what_is_handed_in_is_noted before insert or update on edition
    for each row execute function what_is_handed_in_is_noted();

-- ---------------------------------------------------------------- presence

-- Who has which document open; forgotten after a crash, and not part of a backup. It never keeps anybody from anything.
create unlogged table presence (
    document_id uuid not null references document,
    person_id   uuid not null references person,
    since       timestamptz not null,
    seen_at     timestamptz not null,        -- the last sign of life
    editing_at  timestamptz,                 -- the last one from a page on which the person writes
    primary key (document_id, person_id)
);
create index on presence (seen_at);

grant select, insert, update, delete on presence to ${appRole};
