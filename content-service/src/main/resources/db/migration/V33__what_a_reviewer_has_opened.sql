-- Which bytes of a document a person opened last: many are approved at once only by those who have opened each.

set search_path to gongkai;

create table reading (
    person_id   uuid not null references person,
    document_id uuid not null references document,
    digest      bytea not null check (length(digest) = 32),
    at          timestamptz not null,
    primary key (person_id, document_id)
);

grant select, insert, update on reading to ${appRole};
