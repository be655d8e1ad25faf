-- A video becomes an asset only when it is one that every browser plays: until then its upload is CONVERTING.

set search_path to gongkai;

alter table upload drop constraint upload_state_check;
alter table upload add constraint upload_state_check
    check (state in ('RECEIVING', 'WAITING', 'CONVERTING', 'FINISHED', 'REFUSED'));
alter table upload add column progress int check (progress between 0 and 1000);    -- thousandths of the conversion
alter table upload add column note text;                                           -- what is being done, or was done, in a sentence

drop index upload_unit_key_idx;
create index on upload (unit_key) where state in ('RECEIVING', 'WAITING', 'CONVERTING');

create table asset_video (
    sha256      bytea primary key references asset on delete cascade,
    duration_ms bigint check (duration_ms >= 0),
    poster      bytea references asset on delete set null,
    converted   boolean not null default false,
    original    bytea check (length(original) = 32)     -- of what was sent; sending it again costs no second conversion
);
create index on asset_video (original);
create index on asset_video (poster);

grant select, insert, update on asset_video to ${appRole};
