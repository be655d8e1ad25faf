-- Summaries (活动总结): of each unit, and of the district to the city. The draft is written on; each submission stays as it was
-- handed in, with the figures of that time, and what was decided about it.

set search_path to gongkai;

alter table milestone drop constraint milestone_kind_check;
alter table milestone add constraint milestone_kind_check
    check (kind in ('PREPARATION', 'PRE_REVIEW_DUE', 'OPENING', 'CLOSING', 'SUMMARIES_DUE', 'DISTRICT_SUMMARY_DUE'));

alter table reminder drop constraint reminder_kind_check;
alter table reminder add constraint reminder_kind_check
    check (kind in ('SHARE', 'RECEIPT', 'SUMMARY', 'DISTRICT_SUMMARY'));

create table summary (
    id           uuid primary key,
    campaign_key text not null references campaign,
    unit_key     text references unit,             -- null: of the district
    practice     text not null check (length(practice) <= 5000),
    problems     text not null check (length(problems) <= 5000),
    plans        text not null check (length(plans) <= 5000),
    version      bigint not null default 0,
    saved_by     uuid not null references person,
    saved_at     timestamptz not null,
    unique nulls not distinct (campaign_key, unit_key)
);

create table summary_submission (
    summary_id   uuid not null references summary,
    number       int not null check (number > 0),
    practice     text not null,
    problems     text not null,
    plans        text not null,
    figures      bytea not null,                   -- gongkai-figures/1
    digest       bytea not null check (digest = sha256(figures)),
    submitted_by uuid not null references person,
    submitted_at timestamptz not null,
    verdict      text check (verdict in ('ACCEPTED', 'RETURNED')),
    decided_by   uuid references person,
    decided_at   timestamptz,
    reason       text not null default '' check (length(reason) <= 2000),
    primary key (summary_id, number),
    check ((verdict is null) = (decided_by is null) and (verdict is null) = (decided_at is null)),
    check (verdict is distinct from 'RETURNED' or length(trim(reason)) > 0)
);
create unique index one_submission_waits on summary_submission (summary_id) where verdict is null;
create unique index accepted_once on summary_submission (summary_id) where verdict = 'ACCEPTED';

-- GK061: what was submitted stays as it was, and is decided once, by somebody else.
create function submission_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if tg_op = 'INSERT' then
        if exists (select from summary_submission s where s.summary_id = new.summary_id and s.verdict = 'ACCEPTED') then
            raise exception 'summary % was accepted', new.summary_id using errcode = 'GK061';
        end if;
    elsif old.verdict is not null
           or (old.summary_id, old.number, old.practice, old.problems, old.plans, old.figures, old.digest, old.submitted_by, old.submitted_at)
              is distinct from
              (new.summary_id, new.number, new.practice, new.problems, new.plans, new.figures, new.digest, new.submitted_by, new.submitted_at) then
        raise exception 'what was submitted stays as it was, and is decided once' using errcode = 'GK061';
    end if;
    if new.decided_by is not null and people_behind(new.decided_by) && people_behind(new.submitted_by) then
        raise exception 'nobody decides on what they submitted' using errcode = 'GK061';
    end if;
    return new;
end $$;
create trigger submission_is_lawful before insert or update on summary_submission
    for each row execute function submission_is_lawful();
create trigger submissions_stay before delete or truncate on summary_submission
    for each statement execute function nothing_changes_here();

grant select, insert, update on summary, summary_submission to ${appRole};
