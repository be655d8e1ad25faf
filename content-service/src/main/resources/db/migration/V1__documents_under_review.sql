-- The tables of the model (docs/model.md). Every invariant that SQL can hold is held here too.
-- Flyway runs as the owner; the application's runtime role ${appRole} owns nothing and gets only what is granted below.

create schema if not exists gongkai;
set search_path to gongkai;
grant usage on schema gongkai to ${appRole};

-- ---------------------------------------------------------------- people

create table unit (
    key        text primary key check (key ~ '^[a-z][a-z0-9-]{0,31}$'),
    name       text not null unique,
    kind       text not null check (kind in ('OFFICE', 'DEPARTMENT', 'STREET')),
    created_at timestamptz not null
);

create table person (
    id            uuid primary key,
    account       text not null unique check (account ~ '^[a-z][a-z0-9.-]{1,63}$'),
    name          text not null,
    password_hash text,                      -- null: cannot sign in with a password
    active        boolean not null default true,
    created_at    timestamptz not null
);

create table role_grant (
    person_id  uuid not null references person,
    role       text not null check (role in ('EDITOR', 'UNIT_REVIEWER', 'OFFICE_REVIEWER', 'MUNICIPAL_REVIEWER',
                                             'PUBLISHER', 'SUPERVISOR', 'ADMINISTRATOR')),
    unit_key   text references unit,
    granted_at timestamptz not null,
    check ((role in ('EDITOR', 'UNIT_REVIEWER')) = (unit_key is not null)),
    unique nulls not distinct (person_id, role, unit_key)
);
create index on role_grant (unit_key, role);

create function administrators_hold_nothing_else() returns trigger language plpgsql set search_path = gongkai as $$
begin
    perform from person where id = new.person_id for no key update;
    if exists (select 1 from role_grant g where g.person_id = new.person_id
               and (g.role = 'ADMINISTRATOR') <> (new.role = 'ADMINISTRATOR')) then
        raise exception 'person % would be an administrator with another role', new.person_id using errcode = 'GK006';
    end if;
    return new;
end $$;
create trigger administrators_hold_nothing_else before insert on role_grant
    for each row execute function administrators_hold_nothing_else();

create table api_token (
    id         uuid primary key,
    person_id  uuid not null references person,
    hash       bytea not null unique check (length(hash) = 32),
    label      text not null,
    scopes     text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index on api_token (person_id);

-- ---------------------------------------------------------------- campaigns, sections, routes

create table campaign (
    key        text primary key check (key ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    title      text not null,
    theme      text not null,
    created_at timestamptz not null
);

create table milestone (
    campaign_key text not null references campaign,
    kind         text not null check (kind in ('PREPARATION', 'PRE_REVIEW_DUE', 'OPENING', 'CLOSING', 'SUMMARIES_DUE')),
    at           timestamptz not null,
    primary key (campaign_key, kind)
);

create table calendar_day (                  -- exceptions from Monday to Friday: public holidays, swapped working days
    day     date primary key,
    working boolean not null,
    name    text not null
);

create table review_route (                  -- versions are immutable; an edition keeps the version it was submitted under
    key        text not null check (key ~ '^[a-z][a-z0-9-]{0,31}$'),
    version    int  not null check (version > 0),
    stages     text[] not null check (cardinality(stages) > 0
                 and stages <@ array['UNIT_REVIEW', 'OFFICE_REVIEW', 'MUNICIPAL_PRE_REVIEW']),
    created_at timestamptz not null,
    primary key (key, version)
);

create table section (
    key           text primary key check (key ~ '^[a-z][a-z0-9-]{0,31}$'),
    campaign_key  text references campaign,
    route_key     text not null,
    continuing    boolean not null default false,
    not_before    timestamptz,               -- the default for new documents of this section
    created_at    timestamptz not null
);

-- ---------------------------------------------------------------- documents, editions, revisions

create table document (
    id                 uuid primary key,
    kind               text not null check (kind ~ '^[a-z][a-z-]{1,31}$'),
    section_key        text not null references section,
    unit_key           text not null references unit,
    path               text not null unique check (path ~ '^/([a-z0-9][a-z0-9-]*/)+$'),
    import_key         text unique,          -- where an imported document came from, so that a second run finds it
    created_by         uuid not null references person,
    created_at         timestamptz not null,
    first_published_at timestamptz           -- the instant of its first release; nobody can type it (invariant 7)
);
create index on document (unit_key);
create index on document (section_key);

create table path_counter (                  -- the next free number of a section's day
    section_key text not null references section,
    day         date not null,
    next        int  not null,
    primary key (section_key, day)
);

create table revision (                      -- immutable content, named by its digest; the database itself checks the name
    digest     bytea primary key check (length(digest) = 32),
    canonical  bytea,
    created_at timestamptz not null,
    erased_at  timestamptz,
    check ((canonical is null) = (erased_at is not null)),
    check (canonical is null or sha256(canonical) = digest)
);

create table edition (
    id                uuid primary key,
    document_id       uuid not null references document,
    number            int not null check (number > 0),
    state             text not null check (state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD', 'PUBLISHED',
                                                     'SUPERSEDED', 'WITHDRAWN', 'DISCARDED')),
    stage             text check (stage in ('UNIT_REVIEW', 'OFFICE_REVIEW', 'MUNICIPAL_PRE_REVIEW')),
    revision          int not null,
    digest            bytea not null references revision,
    title             text not null,         -- of the current revision, for lists
    route_key         text,
    route_version     int,
    not_before        timestamptz,           -- of the current revision, for planning a release
    release_set       uuid,
    latest            boolean not null default true,
    version           bigint not null default 0,
    opened_at         timestamptz not null,
    changed_at        timestamptz not null,
    submitted_at      timestamptz,
    approved_at       timestamptz,
    published_at      timestamptz,
    release_number    bigint,
    held_reason       text,
    withdrawn_at      timestamptz,
    withdrawal_reason text check (withdrawal_reason in ('WRONG', 'OUTDATED', 'PRIVACY', 'SUPERSEDED')),
    replaced_by       uuid references document,
    unique (document_id, number),
    foreign key (route_key, route_version) references review_route,
    check ((state = 'IN_REVIEW') = (stage is not null)),
    check (state in ('DRAFT', 'RETURNED', 'DISCARDED') or route_key is not null),
    check ((state = 'HELD') = (held_reason is not null)),
    check ((state in ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')) = (published_at is not null)),
    check ((state = 'WITHDRAWN') = (withdrawal_reason is not null))
);
create unique index one_open_edition_per_document on edition (document_id)
    where state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD');
create unique index one_live_edition_per_document on edition (document_id) where state = 'PUBLISHED';
create unique index one_latest_edition_per_document on edition (document_id) where latest;
create index edition_by_state on edition (state, changed_at desc, id) where latest;
create index edition_by_change on edition (changed_at desc, id) where latest;
create index edition_in_review on edition (stage, submitted_at, id) where state = 'IN_REVIEW';
create index edition_to_release on edition (approved_at, id) where state = 'APPROVED';

create table edition_revision (              -- the history of an edition: which revision it pointed at, since when, by whom
    edition_id uuid not null references edition,
    ordinal    int  not null check (ordinal > 0),
    digest     bytea not null references revision,
    saved_by   uuid not null references person,
    saved_at   timestamptz not null,
    primary key (edition_id, ordinal),
    unique (edition_id, ordinal, digest)
);
alter table edition add foreign key (id, revision, digest)
    references edition_revision (edition_id, ordinal, digest) deferrable initially deferred;
create index on edition_revision (digest);

create table edition_author (                -- who wrote, edited or submitted any revision: they approve nothing of it
    edition_id uuid not null references edition,
    person_id  uuid not null references person,
    primary key (edition_id, person_id)
);

-- ---------------------------------------------------------------- review

create table approval (                      -- a verdict on exact bytes; says nothing about others
    id         bigint generated always as identity primary key,
    edition_id uuid not null references edition,
    stage      text not null check (stage in ('UNIT_REVIEW', 'OFFICE_REVIEW', 'MUNICIPAL_PRE_REVIEW')),
    digest     bytea not null references revision,
    person_id  uuid not null references person,
    verdict    text not null check (verdict in ('APPROVE', 'RETURN')),
    comment    text not null,
    at         timestamptz not null,
    check (verdict = 'APPROVE' or length(trim(comment)) > 0)
);
create index on approval (edition_id, id);
create index on approval (person_id, at desc);

-- The approvals that count: of the digest at hand, and not voided by a later return of their stage or an earlier one.
create function counting_approvals(an_edition uuid, a_digest bytea) returns setof approval
    language sql stable set search_path = gongkai as $$
    select a.* from approval a
    where a.edition_id = an_edition and a.digest = a_digest and a.verdict = 'APPROVE'
      and not exists (
          select 1 from approval r join edition e on e.id = r.edition_id
              join review_route t on t.key = e.route_key and t.version = e.route_version
          where r.edition_id = an_edition and r.verdict = 'RETURN' and r.id > a.id
            and array_position(t.stages, r.stage) <= array_position(t.stages, a.stage))
$$;

create function verdict_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
declare e edition;
begin
    select * into e from edition where id = new.edition_id for update;
    if e.state <> 'IN_REVIEW' or e.stage <> new.stage then
        raise exception 'edition % is not at stage %', new.edition_id, new.stage using errcode = 'GK001';
    end if;
    if e.digest <> new.digest then
        raise exception 'edition % has other content than the verdict names', new.edition_id using errcode = 'GK002';
    end if;
    if new.verdict = 'APPROVE' then
        if exists (select 1 from edition_author a where a.edition_id = new.edition_id and a.person_id = new.person_id) then
            raise exception 'person % wrote edition % and cannot approve it', new.person_id, new.edition_id using errcode = 'GK003';
        end if;
        if exists (select 1 from approval a where a.edition_id = new.edition_id and a.person_id = new.person_id
                   and a.verdict = 'APPROVE' and a.stage <> new.stage) then
            raise exception 'person % approved another stage of edition %', new.person_id, new.edition_id using errcode = 'GK004';
        end if;
        if exists (select 1 from counting_approvals(new.edition_id, new.digest) a where a.stage = new.stage) then
            raise exception 'stage % of edition % is approved already', new.stage, new.edition_id using errcode = 'GK005';
        end if;
    end if;
    return new;
end $$;
create trigger verdict_is_lawful before insert on approval for each row execute function verdict_is_lawful();

create function edition_moves_lawfully() returns trigger language plpgsql set search_path = gongkai as $$
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
          and not exists (select 1 from counting_approvals(new.id, new.digest) a where a.stage = s)) then
        raise exception 'not every stage of its route approved edition %', new.id using errcode = 'GK014';
    end if;
    return new;
end $$;
create trigger edition_moves_lawfully before update on edition for each row execute function edition_moves_lawfully();

-- ---------------------------------------------------------------- site-level text

create table site_revision (
    id          uuid primary key,
    digest      bytea not null check (length(digest) = 32),
    canonical   bytea not null check (sha256(canonical) = digest),
    proposed_by uuid not null references person,
    proposed_at timestamptz not null,
    approved_at timestamptz                  -- when the second person approved it; the latest one is in force
);
create index on site_revision (approved_at desc) where approved_at is not null;

create table site_approval (
    site_revision_id uuid not null references site_revision,
    person_id        uuid not null references person,
    at               timestamptz not null,
    primary key (site_revision_id, person_id)
);

create function site_approval_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if exists (select 1 from site_revision r where r.id = new.site_revision_id and r.proposed_by = new.person_id) then
        raise exception 'who proposed a site revision cannot approve it' using errcode = 'GK003';
    end if;
    return new;
end $$;
create trigger site_approval_is_lawful before insert on site_approval for each row execute function site_approval_is_lawful();

create function site_revision_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if new.approved_at is not null and (select count(*) from site_approval a where a.site_revision_id = new.id) < 2 then
        raise exception 'a site revision needs the approval of two people' using errcode = 'GK014';
    end if;
    if tg_op = 'UPDATE' and (old.approved_at is not null or new.digest <> old.digest or new.proposed_by <> old.proposed_by) then
        raise exception 'a site revision does not change' using errcode = 'GK012';
    end if;
    return new;
end $$;
create trigger site_revision_is_lawful before insert or update on site_revision
    for each row execute function site_revision_is_lawful();

-- ---------------------------------------------------------------- media

create table asset (                         -- bytes in the file store, named by their SHA-256; the same bytes once
    sha256      bytea primary key check (length(sha256) = 32),
    media_type  text not null,
    bytes       bigint not null check (bytes >= 0),
    width       int,
    height      int,
    uploaded_by uuid not null references person,
    uploaded_at timestamptz not null
);

create table unit_asset (                    -- the media library: which unit may use which asset, under which name
    unit_key    text not null references unit,
    sha256      bytea not null references asset,
    file_name   text not null,
    uploaded_by uuid not null references person,
    uploaded_at timestamptz not null,
    primary key (unit_key, sha256)
);

create table revision_asset (                -- where used; filled with the revision
    digest bytea not null references revision,
    sha256 bytea not null references asset,
    primary key (digest, sha256)
);
create index on revision_asset (sha256);

-- ---------------------------------------------------------------- change log, releases

create table change_head (                   -- one row; taking its lock makes sequence numbers follow commit order
    only_row boolean primary key default true check (only_row),
    value    bigint not null
);
insert into change_head (value) values (0);

create table change_log (                    -- what a release has to look at
    sequence    bigint primary key,
    kind        text not null check (kind in ('APPROVED', 'RECALLED', 'HELD', 'LET_GO', 'PUBLISHED', 'SUPERSEDED',
                                              'WITHDRAWN', 'SITE_APPROVED')),
    document_id uuid references document,
    edition_id  uuid references edition,
    digest      bytea not null,
    at          timestamptz not null,
    check ((kind = 'SITE_APPROVED') = (document_id is null))
);
create index on change_log (document_id, sequence);

create table release (
    number        bigint primary key check (number > 0),
    state         text not null check (state in ('PLANNED', 'ACTIVATING', 'ACTIVE', 'RETIRED', 'UNCHANGED', 'FAILED')),
    instant       timestamptz not null,      -- the public date of what it publishes
    requested_by  text not null,
    opened_at     timestamptz not null,
    sequence      bigint,
    manifest_root bytea,
    outcome       jsonb,                     -- what it does to editions, so that start-up can roll forward
    removals      boolean not null default false,
    closed_at     timestamptz,
    failure       text,
    check (state in ('PLANNED', 'UNCHANGED', 'FAILED') or (sequence is not null and manifest_root is not null and outcome is not null))
);
create unique index one_active_release on release ((true)) where state = 'ACTIVE';
create unique index one_activating_release on release ((true)) where state = 'ACTIVATING';

-- ---------------------------------------------------------------- audit

create table audit_entry (
    chain       text not null,               -- a document's id, or 'system'
    position    bigint not null check (position > 0),
    at          timestamptz not null,
    actor       text not null,               -- the account, or 'system'
    action      text not null,
    detail      text not null,               -- canonical JSON (RFC 8785)
    previous    bytea not null check (length(previous) = 32),
    hash        bytea not null unique check (length(hash) = 32),
    primary key (chain, position)
);
create index on audit_entry (at desc);
create index on audit_entry (actor, at desc);

create function audit_entry_continues_its_chain() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if new.position = 1 then
        if new.previous <> decode(repeat('00', 32), 'hex') then
            raise exception 'the first entry of chain % must follow nothing', new.chain using errcode = 'GK020';
        end if;
    elsif not exists (select 1 from audit_entry a
                      where a.chain = new.chain and a.position = new.position - 1 and a.hash = new.previous) then
        raise exception 'entry % of chain % does not follow the one before it', new.position, new.chain using errcode = 'GK020';
    end if;
    return new;
end $$;
create trigger audit_entry_continues_its_chain before insert on audit_entry
    for each row execute function audit_entry_continues_its_chain();

create function nothing_changes_here() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'GK021';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit_entry
    for each statement execute function nothing_changes_here();
create trigger approvals_are_append_only before update or delete or truncate on approval
    for each statement execute function nothing_changes_here();

-- ---------------------------------------------------------------- rights of the runtime role

grant select, insert, update on unit, person, api_token, campaign, milestone, calendar_day, section, document,
    path_counter, edition, site_revision, asset, unit_asset, change_head, release to ${appRole};
grant select, insert, delete on role_grant to ${appRole};
grant delete on unit_asset, calendar_day to ${appRole};
grant select, insert on review_route, revision, edition_revision, edition_author, approval, site_approval,
    revision_asset, change_log, audit_entry to ${appRole};
