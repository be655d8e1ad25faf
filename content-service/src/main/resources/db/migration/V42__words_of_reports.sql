-- What the office says in a closing report beside the figures: each saving is a version that stays.

set search_path to gongkai;

create table report_words (
    campaign_key text not null references campaign,
    unit_key     text references unit,             -- null: the report of the district
    number       int not null check (number > 0),
    words        text not null check (length(words) <= 20000),
    written_by   uuid not null references person,
    written_at   timestamptz not null,
    unique nulls not distinct (campaign_key, unit_key, number)
);
create trigger report_words_stay before update or delete or truncate on report_words
    for each statement execute function nothing_changes_here();

grant select, insert on report_words to ${appRole};
