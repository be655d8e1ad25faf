-- A release that the end of a process interrupted before its switch is made again by the next process, once. So the record says
-- what was asked for, and which release is made in the place of which.

-- Of these it is not known whether they were to go back, so they are left to whoever asked.
update release set state = 'FAILED', failure = 'The process ended before the switch', closed_at = clock_timestamp() where state = 'PLANNED';

alter table release
    add column kind      text not null default 'RELEASE' check (kind in ('RELEASE', 'TAKEDOWN', 'BACK')),
    add column back_to   bigint,
    add column repeats   bigint references release (number) check (repeats < number),
    add column to_repeat boolean not null default false,    -- interrupted, and nothing was made in its place yet
    add check ((kind = 'BACK') = (back_to is not null)),
    -- Whoever withdrew asks again anyway; and what was interrupted twice may be what ends the process.
    add check (not to_repeat or (state = 'FAILED' and kind <> 'TAKEDOWN' and repeats is null));
create unique index one_release_to_repeat on release ((true)) where to_repeat;
