-- Review links: a municipal reviewer without an account decides on a pack of items by a signed, expiring, revocable address.

set search_path to gongkai;

create table review_link (
    id         uuid primary key,
    guest      uuid not null unique references person,  -- under whose name the verdicts are given
    issued_by  uuid not null references person,
    purpose    text not null check (length(trim(purpose)) > 0),
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at and expires_at <= created_at + interval '31 days'),
    revoked_at timestamptz
);
create index on review_link (issued_by, created_at desc);

create table review_link_item (              -- the pack: exactly these bytes of these documents
    link_id     uuid not null references review_link,
    ordinal     int  not null check (ordinal > 0),
    document_id uuid not null references document,
    digest      bytea not null references revision,
    primary key (link_id, ordinal),
    unique (link_id, document_id)
);
create index on review_link_item (document_id);

create table review_link_use (               -- what was done with the address, and from where
    id          bigint generated always as identity primary key,
    link_id     uuid not null references review_link,
    at          timestamptz not null,
    action      text not null check (action in ('OPENED', 'READ', 'APPROVED', 'RETURNED', 'REFUSED')),
    document_id uuid references document,
    address     text not null
);
create index on review_link_use (link_id, id);
create trigger review_link_uses_are_append_only before update or delete or truncate on review_link_use
    for each statement execute function nothing_changes_here();

grant select, insert, update on review_link to ${appRole};
grant select, insert on review_link_item, review_link_use to ${appRole};
