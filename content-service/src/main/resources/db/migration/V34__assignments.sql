-- The task breakdown of a campaign (任务分解表): who does what until when, who has signed for it, and by what it is done.
-- GK050: what was issued does not change. GK051: nobody signs for what was not issued to the own unit. GK052: evidence is for a share.

set search_path to gongkai;

create table breakdown (
    campaign_key text primary key references campaign,
    version      bigint not null default 0      -- counts the changes of the table as a whole
);

create table assignment (
    id           uuid primary key,
    campaign_key text not null references breakdown,
    number       int not null check (number between 1 and 999),
    block        text not null check (length(block) <= 300),
    words        text not null check (length(words) <= 4000),
    every_unit   boolean not null,
    starts       date,
    ends         date,
    continuing   boolean not null,               -- 持续发布
    channels     text[] not null check (channels <@ array['PORTAL', 'NEW_MEDIA', 'TRADITIONAL_MEDIA', 'SERVICE_SITE']),
    inherited    text[] not null check (inherited <@ array['NUMBER', 'BLOCK', 'TEXT', 'UNITS', 'DATES', 'CHANNELS']),
    questions    jsonb not null,                  -- what is unclear and nobody has settled
    version      bigint not null default 0,
    issue        int not null default 0,          -- how often it was issued
    issued_at    timestamptz,                     -- null: not issued, or withdrawn
    issued_by    uuid references person,
    unique (campaign_key, number),
    check (starts <= ends),
    check (not continuing or ends is null),
    check ((issued_at is null) = (issued_by is null)),
    check (issued_at is null or (issue > 0 and (continuing or ends is not null) and questions = '[]' and words <> ''))
);

create table assignment_unit (
    assignment_id uuid not null references assignment on delete cascade,
    unit_key      text not null references unit,
    primary key (assignment_id, unit_key)
);
create index on assignment_unit (unit_key);

-- A unit's share of an assignment. Of what is for every unit, a unit that is founded later has one, too, unless all was
-- over by then: its last day, or the closing of the campaign.
create view assignment_share as
select a.id as assignment_id, a.campaign_key, u.key as unit_key
from assignment a join unit u
    on exists (select from assignment_unit x where x.assignment_id = a.id and x.unit_key = u.key)
    or a.every_unit
        and (a.issued_at is null or u.created_at <= a.issued_at
            or u.created_at < coalesce(
                (a.ends + 1)::timestamp at time zone 'Asia/Shanghai',
                (select m.at from milestone m where m.campaign_key = a.campaign_key and m.kind = 'CLOSING'),
                'infinity'));

create function an_issued_assignment_stays() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if old.issued_at is not null and new.issued_at is not null and new is distinct from old then
        raise exception 'assignment % was issued; withdraw it first', old.number using errcode = 'GK050';
    end if;
    if new.issue < old.issue then
        raise exception 'assignment % was issued % times', old.number, old.issue using errcode = 'GK050';
    end if;
    return new;
end $$;
create trigger an_issued_assignment_stays before update on assignment
    for each row execute function an_issued_assignment_stays();

create function what_was_issued_is_not_removed() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if old.issue > 0 then
        raise exception 'assignment % was issued once', old.number using errcode = 'GK050';
    end if;
    return old;
end $$;
create trigger what_was_issued_is_not_removed before delete on assignment
    for each row execute function what_was_issued_is_not_removed();

create function units_of_an_issued_assignment_stay() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if exists (select from assignment a
               where a.id = coalesce(new.assignment_id, old.assignment_id) and a.issued_at is not null) then
        raise exception 'assignment % was issued; withdraw it first', coalesce(new.assignment_id, old.assignment_id)
            using errcode = 'GK050';
    end if;
    return coalesce(new, old);
end $$;
create trigger units_of_an_issued_assignment_stay before insert or update or delete on assignment_unit
    for each row execute function units_of_an_issued_assignment_stay();

-- ---------------------------------------------------------------- who is told

create table liaison (                           -- 专人: whom a unit has named for a campaign
    campaign_key text not null references campaign,
    unit_key     text not null references unit,
    person_id    uuid not null references person,
    named_by     uuid not null references person,
    named_at     timestamptz not null,
    primary key (campaign_key, unit_key, person_id)
);
create index on liaison (person_id);

create table circular (                          -- the campaign's own notice (活动通知)
    campaign_key text primary key references campaign,
    title        text not null check (length(title) between 1 and 200),
    words        text not null check (length(words) <= 20000),
    version      bigint not null default 0,
    issue        int not null default 0,
    issued_at    timestamptz,
    issued_by    uuid references person,
    check ((issued_at is null) = (issued_by is null)),
    check (issued_at is null or issue > 0)
);

create function an_issued_circular_stays() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if (old.issued_at is not null and new.issued_at is not null and new is distinct from old) or new.issue < old.issue then
        raise exception 'the notice of campaign % was issued; withdraw it first', old.campaign_key using errcode = 'GK050';
    end if;
    return new;
end $$;
create trigger an_issued_circular_stays before update on circular
    for each row execute function an_issued_circular_stays();

create table receipt (                           -- 签收
    campaign_key  text not null references campaign,
    assignment_id uuid references assignment,     -- null: the circular
    unit_key      text not null references unit,
    issue         int not null check (issue > 0), -- of what was signed for; withdrawn and issued again, it is signed for again
    signed_by     uuid not null references person,
    signed_at     timestamptz not null,
    unique nulls not distinct (campaign_key, assignment_id, unit_key, issue)
);
create index on receipt (assignment_id);

create function receipt_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if not exists (select from liaison l where l.campaign_key = new.campaign_key and l.unit_key = new.unit_key
                   and l.person_id = new.signed_by) then
        raise exception 'only a liaison of unit % signs', new.unit_key using errcode = 'GK051';
    end if;
    if new.assignment_id is null
           and not exists (select from circular c where c.campaign_key = new.campaign_key and c.issue = new.issue
                           and c.issued_at is not null)
       or new.assignment_id is not null
           and not exists (select from assignment a join assignment_share s on s.assignment_id = a.id
                           where a.id = new.assignment_id and a.campaign_key = new.campaign_key and a.issue = new.issue
                               and a.issued_at is not null and s.unit_key = new.unit_key) then
        raise exception 'that was not issued to unit %', new.unit_key using errcode = 'GK051';
    end if;
    return new;
end $$;
create trigger receipt_is_lawful before insert on receipt for each row execute function receipt_is_lawful();
create trigger receipts_are_append_only before update or delete or truncate on receipt
    for each statement execute function nothing_changes_here();

-- ---------------------------------------------------------------- by what it is done

-- A document counts while it is public; a publication elsewhere by its link, or by a file while the unit's library has it.
-- No foreign key to the file: what is erased for privacy goes, and the record stays.
create table evidence (
    id            uuid primary key,
    ordinal       bigint generated always as identity,   -- in which order it was recorded
    assignment_id uuid not null references assignment,
    unit_key      text not null references unit,
    channel       text not null check (channel in ('PORTAL', 'NEW_MEDIA', 'TRADITIONAL_MEDIA', 'SERVICE_SITE')),
    document_id   uuid references document,
    link          text check (link ~ '^https?://' and length(link) <= 1000),
    sha256        bytea check (length(sha256) = 32),
    published_at  timestamptz,                   -- of a publication elsewhere; a document knows its own
    remark        text not null check (length(remark) <= 500),
    recorded_by   uuid not null references person,
    recorded_at   timestamptz not null,
    retracted_by  uuid references person,
    retracted_at  timestamptz,
    check (document_id is null or (link is null and sha256 is null and published_at is null and channel = 'PORTAL')),
    check (document_id is not null or (published_at is not null and (link is not null or sha256 is not null))),
    check (document_id is not null or channel <> 'PORTAL'),   -- what is on the portal is a document here
    check ((retracted_at is null) = (retracted_by is null))
);
create index on evidence (assignment_id, unit_key);
create index on evidence (document_id);
create index on evidence (sha256) where sha256 is not null;
create unique index a_document_is_evidence_once on evidence (assignment_id, unit_key, document_id) where retracted_at is null;

create function evidence_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if tg_op = 'INSERT' then
        if not exists (select from assignment_share s where s.assignment_id = new.assignment_id and s.unit_key = new.unit_key) then
            raise exception 'unit % has no share of that assignment', new.unit_key using errcode = 'GK052';
        end if;
    elsif old.retracted_at is not null
           or (to_jsonb(new) - 'retracted_at' - 'retracted_by') <> (to_jsonb(old) - 'retracted_at' - 'retracted_by') then
        raise exception 'evidence is retracted, and never changed' using errcode = 'GK052';
    end if;
    return new;
end $$;
create trigger evidence_is_lawful before insert or update on evidence for each row execute function evidence_is_lawful();
create trigger evidence_stays before delete or truncate on evidence for each statement execute function nothing_changes_here();

grant select, insert, update on breakdown, circular to ${appRole};
grant select, insert, update, delete on assignment to ${appRole};
grant select, insert, delete on assignment_unit, liaison to ${appRole};
grant select, insert on receipt to ${appRole};
grant select, insert on evidence to ${appRole};
grant update (retracted_by, retracted_at) on evidence to ${appRole};
grant select on assignment_share to ${appRole};
