-- Checkpoints over the whole audit log (decision 15): each manifest carries one, so that no chain, and no end of one, can be
-- lost without a public release saying so.

set search_path to gongkai;

-- The order in which entries were written. Numbers may be missing; they never come late once audit_settled has passed them.
alter table audit_entry add written bigint generated always as identity;
create unique index on audit_entry (written);

create table audit_checkpoint (
    up_to   bigint primary key,              -- audit_entry.written of the last entry it covers
    entries bigint not null check (entries > 0),
    root    bytea  not null check (length(root) = 32),
    at      timestamptz not null
);
create trigger audit_checkpoints_are_append_only before update or delete or truncate on audit_checkpoint
    for each statement execute function nothing_changes_here();

-- The last entry up to which all are committed. It waits for writers that are under way, for two seconds at most.
create function audit_settled() returns bigint language plpgsql security definer set search_path = gongkai as $$
begin
    set local lock_timeout = '2s';
    lock table audit_entry in share mode;
    return (select coalesce(max(written), 0) from audit_entry);
end $$;
revoke execute on function audit_settled() from public;

grant execute on function audit_settled() to ${appRole};
grant select, insert on audit_checkpoint to ${appRole};
