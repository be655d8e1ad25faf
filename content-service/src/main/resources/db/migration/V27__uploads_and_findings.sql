-- An upload that can be resumed, from its creation until its file is in the library or refused; and what was found inside a file
-- that the library took, for those who use it.

set search_path to gongkai;

create table upload (
    id         uuid primary key,
    unit_key   text not null references unit,
    person_id  uuid not null references person,
    file_name  text,                                    -- null once the library has its own
    bytes      bigint not null check (bytes >= 0),
    received   bigint not null default 0 check (received between 0 and bytes),   -- these are on the disk, flushed
    state      text not null default 'RECEIVING' check (state in ('RECEIVING', 'WAITING', 'FINISHED', 'REFUSED')),
    sha256     bytea check (length(sha256) = 32),
    reason     text,
    refusal    text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    check (state = 'RECEIVING' or received = bytes),
    check ((state = 'FINISHED') = (sha256 is not null)),
    check ((state = 'FINISHED') = (file_name is null)),
    check ((state = 'REFUSED') = (reason is not null and refusal is not null))
);
create index on upload (unit_key) where state in ('RECEIVING', 'WAITING');
create index on upload (expires_at);

grant select, insert, update, delete on upload to ${appRole};

create table asset_finding (
    sha256  bytea not null references asset on delete cascade,
    ordinal int not null,
    kind    text not null,
    detail  text not null,
    primary key (sha256, ordinal)
);
grant select, insert on asset_finding to ${appRole};

alter table asset add column scanned_at timestamptz;    -- when the virus scanner found nothing; null: it was never asked
