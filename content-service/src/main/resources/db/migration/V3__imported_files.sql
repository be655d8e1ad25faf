-- What an import made of which file, so that a second run tells an unchanged file from a changed one,
-- and a changed file from a draft that people have changed since.

set search_path to gongkai;

create table imported_file (
    import_key  text primary key,              -- section, unit and path of the file, as in document.import_key
    document_id uuid not null references document,
    file_sha256 bytea not null check (length(file_sha256) = 32),
    digest      bytea not null references revision,
    imported_at timestamptz not null
);
create index on imported_file (document_id);

grant select, insert, update on imported_file to ${appRole};
