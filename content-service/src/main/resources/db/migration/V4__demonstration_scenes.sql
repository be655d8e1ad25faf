-- What the demonstration has played, so that a start after any end goes on where it was. Empty in every other profile.

set search_path to gongkai;

create table demonstration_scene (
    key       text primary key,
    at        timestamptz not null,            -- when the demonstration's clock played it
    refused   text                             -- why it was not done: somebody had done otherwise before
);

grant select, insert on demonstration_scene to ${appRole};
