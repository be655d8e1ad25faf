-- Separation of duty for real people: accounts of one person, delegation, guests. Remarks at a place in the text.
-- Break-glass with a second person and later approval. Late submissions with the office's consent. What a route allows and tells.

set search_path to gongkai;

-- ---------------------------------------------------------------- who stands behind an account

alter table person add same_as uuid references person check (same_as <> id);      -- a further account of that person
alter table person add vouched_by uuid references person check (vouched_by <> id); -- a guest: this person gave out the secret
create index on person (same_as) where same_as is not null;

create function one_account_is_the_main_one() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if new.same_as is not null and (
           exists (select 1 from person p where p.id = new.same_as and p.same_as is not null)
           or exists (select 1 from person p where p.same_as = new.id)) then
        raise exception 'further accounts of a person name the main one' using errcode = 'GK015';
    end if;
    return new;
end $$;
create trigger one_account_is_the_main_one before insert or update of same_as on person
    for each row execute function one_account_is_the_main_one();

-- The real people who may have acted under an account: its owner, and who holds the same secret.
create function people_behind(an_account uuid) returns uuid[] language sql stable set search_path = gongkai as $$
    select array_agg(coalesce(h.same_as, h.id)) from person h
    where h.id in (an_account, (select vouched_by from person where id = an_account))
$$;

create table delegation (                    -- somebody decides for somebody else for a time; never passed on
    id          uuid primary key,
    from_person uuid not null references person,
    to_person   uuid not null references person check (to_person <> from_person),
    role        text not null check (role in ('UNIT_REVIEWER', 'OFFICE_REVIEWER', 'MUNICIPAL_REVIEWER', 'PUBLISHER')),
    unit_key    text references unit,
    reason      text not null check (length(trim(reason)) > 0),
    starts_at   timestamptz not null,
    ends_at     timestamptz not null check (ends_at > starts_at and ends_at <= starts_at + interval '90 days'),
    created_at  timestamptz not null,
    revoked_at  timestamptz,
    check ((role = 'UNIT_REVIEWER') = (unit_key is not null))
);
create index on delegation (to_person) where revoked_at is null;
create index on delegation (from_person);

-- ---------------------------------------------------------------- verdicts

alter table approval add on_behalf_of uuid references person check (on_behalf_of <> person_id);
alter table approval add remarks jsonb not null default '[]' check (jsonb_typeof(remarks) = 'array');

create function people_behind(a approval) returns uuid[] language sql stable set search_path = gongkai as $$
    select gongkai.people_behind(a.person_id)
        || case when a.on_behalf_of is null then '{}' else gongkai.people_behind(a.on_behalf_of) end
$$;

create function wrote(some_people uuid[], an_edition uuid) returns boolean language sql stable set search_path = gongkai as $$
    select exists (select 1 from edition_author a
                   where a.edition_id = an_edition and gongkai.people_behind(a.person_id) && some_people)
$$;

-- ---------------------------------------------------------------- routes, deadlines, late submissions

alter table review_route add allowances int[] not null default '{}'   -- working days for each stage; empty: one each
    check (cardinality(allowances) in (0, cardinality(stages)) and 0 < all (allowances));
alter table review_route add notified text[] not null default '{}'    -- who is told afterwards instead of asked before
    check (notified <@ array['UNIT_REVIEW', 'OFFICE_REVIEW', 'MUNICIPAL_PRE_REVIEW'] and not notified && stages);

alter table edition add due_at timestamptz;                           -- by when it has to leave where it stands; null: no date
alter table edition add late_at timestamptz;                          -- submitted after the cut-off, with a reason ...
alter table edition add late_reason text check (length(trim(late_reason)) > 0);
alter table edition add late_consented_by uuid references person;     -- ... which the office accepted
alter table edition add late_consented_at timestamptz;
alter table edition add check ((late_at is null) = (late_reason is null));
alter table edition add check ((late_consented_by is null) = (late_consented_at is null));
alter table edition add check (late_consented_by is null or late_at is not null);

-- ---------------------------------------------------------------- break-glass

create table bypass (                        -- stages that an emergency passes over; they approve later
    id           uuid primary key,
    edition_id   uuid not null references edition,
    digest       bytea not null references revision,
    stages       text[] not null check (cardinality(stages) > 0),
    reason       text not null check (length(trim(reason)) > 0),
    requested_by uuid not null references person,
    requested_at timestamptz not null,
    confirmed_by uuid references person,
    confirmed_at timestamptz,
    voided_at    timestamptz,                -- the edition went back to its editors before it was public
    check ((confirmed_by is null) = (confirmed_at is null))
);
create unique index one_bypass_at_a_time on bypass (edition_id) where voided_at is null;

create function bypass_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
declare e edition;
begin
    if tg_op = 'UPDATE' and ((old.confirmed_by is not null and new.confirmed_by is distinct from old.confirmed_by)
           or (new.edition_id, new.digest, new.stages, new.reason, new.requested_by, new.requested_at)
              is distinct from (old.edition_id, old.digest, old.stages, old.reason, old.requested_by, old.requested_at)
           or (old.voided_at is not null and new.voided_at is distinct from old.voided_at)) then
        raise exception 'a bypass does not change' using errcode = 'GK012';
    end if;
    if tg_op = 'INSERT' or new.confirmed_by is distinct from old.confirmed_by then
        select * into e from edition where id = new.edition_id for update;
        if e.state <> 'IN_REVIEW' or e.digest <> new.digest or new.voided_at is not null then
            raise exception 'edition % is not under review with this content', new.edition_id using errcode = 'GK001';
        end if;
        if wrote(people_behind(new.requested_by), new.edition_id)
               or (new.confirmed_by is not null and wrote(people_behind(new.confirmed_by), new.edition_id)) then
            raise exception 'an author of edition % passes over its review', new.edition_id using errcode = 'GK003';
        end if;
        if new.confirmed_by is not null and people_behind(new.confirmed_by) && people_behind(new.requested_by) then
            raise exception 'a bypass needs a second person' using errcode = 'GK008';
        end if;
        if new.confirmed_by is not null and exists (
               select 1 from approval a where a.edition_id = new.edition_id and a.verdict = 'APPROVE'
                   and people_behind(a) && people_behind(new.confirmed_by)) then
            raise exception 'person % approved a stage of edition %', new.confirmed_by, new.edition_id using errcode = 'GK004';
        end if;
    end if;
    return new;
end $$;
create trigger bypass_is_lawful before insert or update on bypass for each row execute function bypass_is_lawful();

-- The bypass that stands for this content, once a second person has confirmed it.
create function standing_bypass(an_edition uuid, a_digest bytea) returns setof bypass
    language sql stable set search_path = gongkai as $$
    select b.* from bypass b
    where b.edition_id = an_edition and b.digest = a_digest and b.confirmed_by is not null and b.voided_at is null
$$;

create or replace function verdict_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
declare
    e edition;
    behind uuid[] := people_behind(new);
    afterwards boolean;
begin
    select * into e from edition where id = new.edition_id for update;
    if e.digest <> new.digest then
        raise exception 'edition % has other content than the verdict names', new.edition_id using errcode = 'GK002';
    end if;
    afterwards := new.verdict = 'APPROVE' and e.state in ('APPROVED', 'HELD', 'PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')
        and exists (select 1 from standing_bypass(e.id, e.digest) b where new.stage = any (b.stages));
    if not afterwards and (e.state <> 'IN_REVIEW' or e.stage <> new.stage) then
        raise exception 'edition % is not at stage %', new.edition_id, new.stage using errcode = 'GK001';
    end if;
    if new.on_behalf_of is not null and not exists (
           select 1 from delegation d where d.from_person = new.on_behalf_of and d.to_person = new.person_id
               and d.starts_at <= new.at and new.at < d.ends_at and (d.revoked_at is null or d.revoked_at > new.at)) then
        raise exception 'person % does not act for %', new.person_id, new.on_behalf_of using errcode = 'GK009';
    end if;
    if new.verdict = 'APPROVE' then
        if e.late_at is not null and e.late_consented_by is null then
            raise exception 'edition % came late and the office has not consented', new.edition_id using errcode = 'GK007';
        end if;
        if wrote(behind, new.edition_id) then
            raise exception 'person % wrote edition % and cannot approve it', new.person_id, new.edition_id using errcode = 'GK003';
        end if;
        if exists (select 1 from approval a where a.edition_id = new.edition_id and a.verdict = 'APPROVE'
                   and a.stage <> new.stage and people_behind(a) && behind) then
            raise exception 'person % approved another stage of edition %', new.person_id, new.edition_id using errcode = 'GK004';
        end if;
        if exists (select 1 from counting_approvals(new.edition_id, new.digest) a where a.stage = new.stage) then
            raise exception 'stage % of edition % is approved already', new.stage, new.edition_id using errcode = 'GK005';
        end if;
        if afterwards and exists (select 1 from standing_bypass(e.id, e.digest) b
                   where (people_behind(b.requested_by) || people_behind(b.confirmed_by)) && behind) then
            raise exception 'who passed over the review of edition % cannot approve it later', new.edition_id using errcode = 'GK008';
        end if;
    end if;
    return new;
end $$;

create or replace function edition_moves_lawfully() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if old.document_id <> new.document_id or old.number <> new.number then
        raise exception 'an edition keeps its document and number' using errcode = 'GK010';
    end if;
    if new.digest <> old.digest and not (old.state in ('DRAFT', 'RETURNED') and new.state = old.state) then
        raise exception 'edition % is sealed while it is %', old.id, old.state using errcode = 'GK012';
    end if;
    if new.state <> old.state and not (old.state, new.state) in (
        ('DRAFT', 'IN_REVIEW'), ('DRAFT', 'DISCARDED'),
        ('RETURNED', 'IN_REVIEW'), ('RETURNED', 'APPROVED'), ('RETURNED', 'DISCARDED'),
        ('IN_REVIEW', 'RETURNED'), ('IN_REVIEW', 'APPROVED'),
        ('APPROVED', 'RETURNED'), ('APPROVED', 'HELD'), ('APPROVED', 'PUBLISHED'),
        ('HELD', 'APPROVED'), ('HELD', 'RETURNED'),
        ('PUBLISHED', 'SUPERSEDED'), ('PUBLISHED', 'WITHDRAWN'), ('PUBLISHED', 'HELD')) then
        raise exception 'edition % cannot go from % to %', old.id, old.state, new.state using errcode = 'GK013';
    end if;
    if new.state in ('APPROVED', 'PUBLISHED') and new.state <> old.state and exists (
        select 1 from review_route t, unnest(t.stages) s
        where t.key = new.route_key and t.version = new.route_version
          and not exists (select 1 from counting_approvals(new.id, new.digest) a where a.stage = s)
          and not exists (select 1 from standing_bypass(new.id, new.digest) b where s = any (b.stages))) then
        raise exception 'not every stage of its route approved edition %', new.id using errcode = 'GK014';
    end if;
    if new.late_consented_by is not null and new.late_consented_by is distinct from old.late_consented_by
           and wrote(people_behind(new.late_consented_by), new.id) then
        raise exception 'an author of edition % consents to its being late', new.id using errcode = 'GK003';
    end if;
    return new;
end $$;

grant select, insert, update on delegation, bypass to ${appRole};
