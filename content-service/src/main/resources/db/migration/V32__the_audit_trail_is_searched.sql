-- The audit trail is read from its newest entry on, by who acted and by what was done.

set search_path to gongkai;

create index on audit_entry (actor, written desc);
create index on audit_entry (action, written desc);
