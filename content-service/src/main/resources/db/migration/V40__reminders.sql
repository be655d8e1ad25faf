-- Where people get mail, and the reminders (催办): who was told once of what is due, and what became of the mail.

set search_path to gongkai;

alter table person add column email text
    check (length(email) between 3 and 254 and email ~ '^[!-~]+@[A-Za-z0-9.-]+$');

-- One row for each step of each duty: it is what keeps anybody from being told twice. A duty whose date was moved is due anew.
create table reminder (
    id           uuid primary key,
    kind         text not null check (kind in ('SHARE', 'RECEIPT', 'SUMMARY')),
    duty         text not null check (length(duty) between 1 and 200),   -- which one of its kind
    due          date not null,
    step         text not null check (step in ('BEFORE', 'DUE', 'OVERDUE', 'ESCALATED')),
    campaign_key text not null references campaign,
    unit_key     text not null references unit,                          -- whose duty it is
    what         text not null check (length(what) between 1 and 300),
    page         text not null check (page like '/workbench%'),          -- where it is done
    at           timestamptz not null,
    unique (kind, duty, due, step)
);
create index on reminder (campaign_key, at desc);
create index on reminder (unit_key, due);
create trigger reminders_are_append_only before update or delete or truncate on reminder
    for each statement execute function nothing_changes_here();

-- One letter for all that one person is told at one time. It holds no address: that is read when it is sent.
create table reminder_letter (
    id        uuid primary key,
    person_id uuid not null references person,
    at        timestamptz not null,
    state     text not null check (state in ('WAITING', 'SENDING', 'SENT', 'FAILED', 'NOT_NEEDED', 'NO_ADDRESS', 'NO_SERVER')),
    tries     int not null default 0 check (tries >= 0),
    tried_at  timestamptz,
    sent_at   timestamptz check ((sent_at is not null) = (state = 'SENT')),
    failure   text check (length(failure) <= 500)
);
create index on reminder_letter (at) where state in ('WAITING', 'SENDING');

create table reminder_told (
    reminder_id uuid not null references reminder,
    letter_id   uuid not null references reminder_letter,
    primary key (reminder_id, letter_id)
);
create index on reminder_told (letter_id);

create function a_letter_is_sent_once() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if (old.id, old.person_id, old.at) is distinct from (new.id, new.person_id, new.at)
       or old.state not in ('WAITING', 'SENDING') then
        raise exception 'letter % is settled: nothing is sent twice', old.id using errcode = 'GK060';
    end if;
    return new;
end $$;
create trigger a_letter_is_sent_once before update on reminder_letter
    for each row execute function a_letter_is_sent_once();

grant select, insert on reminder, reminder_told to ${appRole};
grant select, insert, update on reminder_letter to ${appRole};
