-- Which review route a document takes is a routing that two people approved, and not an administrator's setting any more.
-- It shares its table with the site revisions. Whoever is told afterwards instead of asked before gets a notice.

set search_path to gongkai;

-- ---------------------------------------------------------------- what two people put in force

create table proposal (
    id          uuid primary key,
    form        text not null check (form in ('gongkai-site/1', 'gongkai-routing/1')),
    digest      bytea not null check (length(digest) = 32),
    canonical   bytea not null check (sha256(canonical) = digest),
    based_on    uuid,                        -- what was in force when it was proposed; it replaces that and nothing else
    proposed_by uuid references person,      -- null: the routing that came with the schema
    proposed_at timestamptz not null,
    approved_at timestamptz,                 -- when the second person approved it; it is in force until another replaces it
    check (convert_from(canonical, 'UTF8')::jsonb ->> 'form' = form),
    check (proposed_by is not null or based_on is null),
    unique (id, form),
    foreign key (based_on, form) references proposal (id, form)
);
create unique index nothing_overtaken_comes_into_force on proposal (form, based_on) nulls not distinct
    where approved_at is not null;
create index on proposal (form, proposed_at desc);

create view proposal_in_force as
    select p.* from proposal p
    where p.approved_at is not null
      and not exists (select from proposal n where n.form = p.form and n.based_on = p.id and n.approved_at is not null);

create table proposal_approval (
    proposal_id uuid not null references proposal,
    person_id   uuid not null references person,
    at          timestamptz not null,
    primary key (proposal_id, person_id)
);

-- A site revision that was still waiting is based on the one that was in force at that time.
insert into proposal (id, form, digest, canonical, based_on, proposed_by, proposed_at, approved_at)
    select r.id, 'gongkai-site/1', r.digest, r.canonical,
           case when r.approved_at is not null
                then lag(r.id) over (partition by r.approved_at is null order by r.approved_at, r.id desc)
                else (select a.id from site_revision a where a.approved_at <= r.proposed_at
                      order by a.approved_at desc, a.id limit 1) end,
           r.proposed_by, r.proposed_at, r.approved_at
    from site_revision r;
insert into proposal_approval (proposal_id, person_id, at) select site_revision_id, person_id, at from site_approval;
drop table site_approval, site_revision;
drop function site_approval_is_lawful, site_revision_is_lawful;

-- ---------------------------------------------------------------- the routing that comes with the schema

alter table review_route add routing_id uuid references proposal; -- which routing made this version; null: before there were any
update review_route set allowances = array_fill(1, array[cardinality(stages)]) where allowances = '{}';
alter table review_route alter allowances drop default;
alter table review_route add check (cardinality(allowances) = cardinality(stages));

-- When a routing comes into force, each of its routes that is not as the newest version says becomes the next version.
-- Nobody else can write a route: this runs as the owner, and the runtime role has lost the right.
create function routing_comes_into_force() returns trigger language plpgsql security definer
    set search_path = gongkai, pg_temp as $$
begin
    insert into review_route (key, version, stages, allowances, notified, routing_id, created_at)
        select r.key, coalesce(newest.version, 0) + 1, said.stages, said.allowances, said.notified, new.id, new.approved_at
        from jsonb_each(convert_from(new.canonical, 'UTF8')::jsonb -> 'routes') r
            cross join lateral (
                select array(select e from jsonb_array_elements_text(r.value -> 'stages') with ordinality x(e, n) order by n) as stages,
                       array(select e::int from jsonb_array_elements_text(r.value -> 'allowances') with ordinality x(e, n) order by n) as allowances,
                       array(select e from jsonb_array_elements_text(r.value -> 'notified') with ordinality x(e, n) order by n) as notified) said
            left join lateral (select t.* from review_route t where t.key = r.key order by t.version desc limit 1) newest on true
        where newest.key is null
           or (newest.stages, newest.allowances, newest.notified) is distinct from (said.stages, said.allowances, said.notified);
    return null;
end $$;
create trigger routing_comes_into_force after insert or update of approved_at on proposal
    for each row when (new.form = 'gongkai-routing/1' and new.approved_at is not null)
    execute function routing_comes_into_force();

-- Every section that exists keeps its route by a rule of its own. A new one goes by the two last rules, whose routes get
-- other keys if somebody has used these for something else.
do $$
declare
    founded timestamptz := date_trunc('second', now());
    full_review text[] := array['UNIT_REVIEW', 'OFFICE_REVIEW', 'MUNICIPAL_PRE_REVIEW'];
    standard_key text := 'standard';
    continuing_key text := 'continuing';
    bytes bytea;
    routing uuid := gen_random_uuid();
    place bigint;
    previous bytea;
    detail text;
begin
    while exists (select from (select distinct on (key) * from review_route order by key, version desc) t
                  where t.key = standard_key and (t.stages <> full_review or t.notified <> '{}')) loop
        standard_key := 'built-in-' || standard_key;
    end loop;
    while exists (select from (select distinct on (key) * from review_route order by key, version desc) t
                  where t.key = continuing_key and (t.stages <> full_review[1:2] or t.notified <> full_review[3:3])) loop
        continuing_key := 'built-in-' || continuing_key;
    end loop;
    with newest as (
        select distinct on (key) key, stages, allowances, notified from review_route order by key, version desc
    ), route as (
        select * from newest where key in (standard_key, continuing_key) or exists (select from section s where s.route_key = newest.key)
        union all
        select b.* from (values (standard_key, full_review, array[1, 2, 4], '{}'::text[]),
                                (continuing_key, full_review[1:2], array[1, 2], full_review[3:3])) b(key, stages, allowances, notified)
        where b.key not in (select n.key from newest n)
    ), rule as (
        select 0 as last, s.created_at, s.key, '{"continuing":null,"kind":null,"route":"' || s.route_key || '","section":"' || s.key || '"}' as json
        from section s join newest on newest.key = s.route_key
        union all
        select 1, null, null, '{"continuing":true,"kind":null,"route":"' || continuing_key || '","section":null}'
        union all
        select 2, null, null, '{"continuing":null,"kind":null,"route":"' || standard_key || '","section":null}'
    )
    select convert_to(
        '{"form":"gongkai-routing/1","routes":{'
        || (select string_agg('"' || r.key || '":{"allowances":[' || array_to_string(r.allowances, ',') || '],"notified":['
                   || case when r.notified = '{}' then '' else '"' || array_to_string(r.notified, '","') || '"' end
                   || '],"stages":["' || array_to_string(r.stages, '","') || '"]}', ',' order by r.key collate "C") from route r)
        || '},"rules":[' || (select string_agg(json, ',' order by last, created_at, key collate "C") from rule) || ']}', 'UTF8')
        into bytes;
    insert into proposal (id, form, digest, canonical, proposed_at, approved_at)
        values (routing, 'gongkai-routing/1', sha256(bytes), bytes, founded, founded);

    select a.position, a.hash into place, previous from audit_entry a where a.chain = 'system' order by a.position desc limit 1;
    place := coalesce(place, 0) + 1;
    previous := coalesce(previous, decode(repeat('00', 32), 'hex'));
    detail := '{"digest":"' || encode(sha256(bytes), 'hex') || '","routing":"' || routing || '"}';
    insert into audit_entry (chain, position, at, actor, action, detail, previous, hash)
        values ('system', place, founded, 'system', 'routing-founded', detail, previous, sha256(convert_to(
            '{"action":"routing-founded","actor":"system","at":"' || to_char(founded at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            || '","chain":"system","detail":"' || replace(detail, '"', '\"') || '","position":' || place
            || ',"previous":"' || encode(previous, 'hex') || '"}', 'UTF8')));
end $$;

alter table section drop column route_key, drop column continuing;

-- ---------------------------------------------------------------- how a proposal comes into force

create function two_others_approved(a_proposal uuid) returns boolean language sql stable set search_path = gongkai as $$
    select exists (
        select from proposal p
            join proposal_approval a on a.proposal_id = p.id
            join proposal_approval b on b.proposal_id = p.id and b.person_id > a.person_id
        where p.id = a_proposal
          and not people_behind(a.person_id) && people_behind(b.person_id)
          and not (people_behind(a.person_id) || people_behind(b.person_id)) && people_behind(p.proposed_by))
$$;

create function proposal_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if tg_op = 'INSERT' then
        if new.proposed_by is null or new.approved_at is not null then
            raise exception 'a proposal has a proposer and needs the approval of two others' using errcode = 'GK014';
        end if;
        new.based_on := (select f.id from proposal_in_force f where f.form = new.form);
        return new;
    end if;
    if old.approved_at is not null or (new.id, new.form, new.digest, new.canonical, new.based_on, new.proposed_by, new.proposed_at)
           is distinct from (old.id, old.form, old.digest, old.canonical, old.based_on, old.proposed_by, old.proposed_at) then
        raise exception 'a proposal does not change' using errcode = 'GK012';
    end if;
    if new.approved_at is not null then
        perform pg_advisory_xact_lock(7017);  -- route_in_force reads under the same lock
        if new.based_on is distinct from (select f.id from proposal_in_force f where f.form = new.form) then
            raise exception 'another proposal came into force after % was made', new.id using errcode = 'GK017';
        end if;
        if not two_others_approved(new.id) then
            raise exception 'proposal % needs the approval of two others', new.id using errcode = 'GK014';
        end if;
    end if;
    return new;
end $$;
create trigger proposal_is_lawful before insert or update on proposal for each row execute function proposal_is_lawful();

create function proposal_approval_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
declare
    p proposal;
    behind uuid[] := people_behind(new.person_id);
begin
    select * into p from proposal where id = new.proposal_id for no key update;
    if p.approved_at is not null then
        raise exception 'proposal % is in force already', p.id using errcode = 'GK012';
    end if;
    if p.based_on is distinct from (select f.id from proposal_in_force f where f.form = p.form) then
        raise exception 'another proposal came into force after % was made', p.id using errcode = 'GK017';
    end if;
    if people_behind(p.proposed_by) && behind then
        raise exception 'who proposed % does not approve it', p.id using errcode = 'GK003';
    end if;
    if exists (select from proposal_approval a where a.proposal_id = p.id and people_behind(a.person_id) && behind) then
        raise exception 'person % approved % already', new.person_id, p.id using errcode = 'GK008';
    end if;
    return new;
end $$;
create trigger proposal_approval_is_lawful before insert on proposal_approval
    for each row execute function proposal_approval_is_lawful();

-- ---------------------------------------------------------------- which route an edition takes

-- Whether a section goes on after the campaign (持续发布), by the site revision in force; one that is not on the site does not.
create function goes_on(a_section text) returns boolean language sql stable set search_path = gongkai as $$
    select coalesce((
        select (s ->> 'continuing')::boolean
        from proposal_in_force p, jsonb_array_elements(convert_from(p.canonical, 'UTF8')::jsonb -> 'sections') s
        where p.form = 'gongkai-site/1' and s ->> 'key' = a_section), false)
$$;

-- The first rule of a routing that matches, counted from 1.
create function rule_for(a_routing bytea, a_section text, a_kind text) returns table (place bigint, route text)
    language sql stable set search_path = gongkai as $$
    select r.place, r.rule ->> 'route'
    from jsonb_array_elements(convert_from(a_routing, 'UTF8')::jsonb -> 'rules') with ordinality r(rule, place)
    where coalesce(r.rule ->> 'section', a_section) = a_section
      and coalesce(r.rule ->> 'kind', a_kind) = a_kind
      and (r.rule ->> 'continuing' is null or (r.rule ->> 'continuing')::boolean = goes_on(a_section))
    order by r.place limit 1
$$;

-- The route for a new edition. Nothing comes into force until the transaction that asked has ended.
create function route_in_force(a_section text, a_kind text) returns setof review_route
    language plpgsql set search_path = gongkai as $$
begin
    perform pg_advisory_xact_lock_shared(7017);
    return query
        select t.* from proposal_in_force p, rule_for(p.canonical, a_section, a_kind) r join review_route t on t.key = r.route
        where p.form = 'gongkai-routing/1' order by t.version desc limit 1;
end $$;

create function edition_takes_the_route_in_force() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if tg_op = 'UPDATE' and old.route_key is not null then
        raise exception 'edition % keeps the route under which it was opened', new.id using errcode = 'GK011';
    end if;
    if not exists (select from document d, route_in_force(d.section_key, d.kind) t
                   where d.id = new.document_id and t.key = new.route_key and t.version = new.route_version) then
        raise exception 'the routing in force sends edition % another way than route % version %',
            new.id, new.route_key, new.route_version using errcode = 'GK016';
    end if;
    return new;
end $$;
create trigger a_new_edition_takes_the_route_in_force before insert on edition
    for each row when (new.route_key is not null) execute function edition_takes_the_route_in_force();
create trigger an_edition_keeps_its_route before update on edition
    for each row when ((old.route_key, old.route_version) is distinct from (new.route_key, new.route_version))
    execute function edition_takes_the_route_in_force();

-- ---------------------------------------------------------------- who is told afterwards

create table notice (
    id              uuid primary key,
    edition_id      uuid not null references edition,
    stage           text not null check (stage in ('UNIT_REVIEW', 'OFFICE_REVIEW', 'MUNICIPAL_PRE_REVIEW')),
    at              timestamptz not null,
    acknowledged_by uuid references person,
    acknowledged_at timestamptz,
    asks_withdrawal boolean not null default false,
    comment         text not null default '',
    answered_by     uuid references person,  -- why the office keeps it public after all
    answered_at     timestamptz,
    answer          text check (length(trim(answer)) > 0),
    unique (edition_id, stage),
    check ((acknowledged_by is null) = (acknowledged_at is null)),
    check (acknowledged_by is not null or (not asks_withdrawal and comment = '')),
    check (not asks_withdrawal or length(trim(comment)) > 0),
    check ((answered_by is null) = (answered_at is null) and (answered_by is null) = (answer is null)),
    check (answered_by is null or asks_withdrawal)
);
create index on notice (stage, at, id) where acknowledged_by is null;
create index on notice (at, id) where asks_withdrawal and answered_by is null;
create index on notice (at desc, id);

create function notice_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
declare behind uuid[] := people_behind(new.acknowledged_by);
begin
    if tg_op = 'INSERT' then
        if new.acknowledged_by is not null or not exists (
               select from edition e join review_route t on t.key = e.route_key and t.version = e.route_version
               where e.id = new.edition_id and e.state = 'PUBLISHED' and new.stage = any (t.notified)) then
            raise exception 'the route of edition % tells % nothing', new.edition_id, new.stage using errcode = 'GK001';
        end if;
        return new;
    end if;
    if (new.id, new.edition_id, new.stage, new.at) is distinct from (old.id, old.edition_id, old.stage, old.at)
           or (old.acknowledged_by is not null and (new.acknowledged_by, new.acknowledged_at, new.asks_withdrawal, new.comment)
               is distinct from (old.acknowledged_by, old.acknowledged_at, old.asks_withdrawal, old.comment))
           or old.answered_by is not null then
        raise exception 'what was said on a notice does not change' using errcode = 'GK012';
    end if;
    if old.acknowledged_by is null and new.acknowledged_by is not null then
        if wrote(behind, new.edition_id) then
            raise exception 'person % wrote edition %', new.acknowledged_by, new.edition_id using errcode = 'GK003';
        end if;
        if exists (select from approval a where a.edition_id = new.edition_id and a.verdict = 'APPROVE' and people_behind(a) && behind) then
            raise exception 'person % approved a stage of edition %', new.acknowledged_by, new.edition_id using errcode = 'GK004';
        end if;
    end if;
    return new;
end $$;
create trigger notice_is_lawful before insert or update on notice for each row execute function notice_is_lawful();

-- ---------------------------------------------------------------- rights of the runtime role

revoke insert on review_route from ${appRole};
grant select, insert, update on proposal, notice to ${appRole};
grant select, insert on proposal_approval to ${appRole};
grant select on proposal_in_force to ${appRole};
