-- Lists of a million documents: what they are filtered by stands in the edition itself, and each has its index.

set search_path to gongkai;

-- ---------------------------------------------------------------- whose an edition is

create function document_stays_what_it_is() returns trigger language plpgsql set search_path = gongkai as $$
begin
    raise exception 'document % keeps its kind, section, unit and path', old.id using errcode = 'GK021';
end $$;
create trigger document_stays_what_it_is before update on document for each row
    when ((old.kind, old.section_key, old.unit_key, old.path) is distinct from (new.kind, new.section_key, new.unit_key, new.path))
    execute function document_stays_what_it_is();

alter table edition add kind text, add section_key text, add unit_key text;   -- its document's
update edition e set kind = d.kind, section_key = d.section_key, unit_key = d.unit_key
from document d where d.id = e.document_id;
alter table edition alter kind set not null, alter section_key set not null, alter unit_key set not null;

create function edition_is_of_its_document() returns trigger language plpgsql set search_path = gongkai as $$
begin
    select d.kind, d.section_key, d.unit_key into new.kind, new.section_key, new.unit_key
    from document d where d.id = new.document_id;
    return new;
end $$;
create trigger edition_is_of_its_document before insert or update of kind, section_key, unit_key, document_id on edition
    for each row execute function edition_is_of_its_document();

-- ---------------------------------------------------------------- lists

drop index edition_by_urgency;
drop index edition_in_review;
drop index document_unit_key_idx;
create index edition_of_unit on edition (unit_key, changed_at desc, id) where latest;
create index edition_in_section on edition (section_key, changed_at desc, id) where latest;
create index edition_by_first_submission on edition (submitted_at, id) where latest;
create index edition_not_handed_in on edition (changed_at desc, id) where latest and handed_in_revision is null;
create index edition_by_shown_title on edition (shown_title, id) where latest;
create index edition_late on edition (due_at, changed_at, id) where latest and due_at is not null;

-- What waits for somebody, most urgent first. Each heap has its index, so that a list of it is read from its top.
create index edition_at_stage on edition (stage, due_at, changed_at, id)
    where latest and state = 'IN_REVIEW';
create index edition_at_unit on edition (unit_key, due_at, changed_at, id)
    where latest and state = 'IN_REVIEW' and stage = 'UNIT_REVIEW';
create index edition_to_consent on edition (due_at, changed_at, id)
    where latest and state = 'IN_REVIEW' and late_at is not null and late_consented_by is null;
create index edition_to_write on edition (unit_key, due_at, changed_at, id) where latest and state in ('DRAFT', 'RETURNED');
create index edition_held on edition (due_at, changed_at, id) where latest and state = 'HELD';

-- ---------------------------------------------------------------- titles

-- The pieces of a text of this many characters, so that a part of a title is found in any script, by an index.
create function grams(text text, length int) returns text[] language sql immutable strict parallel safe as $$
    select coalesce(array_agg(distinct substr(lower(text), n, length)), '{}')
    from generate_series(1, char_length(text) - length + 1) n
$$;
create function title_grams(title text, shown text) returns text[] language sql immutable parallel safe
    set search_path = gongkai as $$
    select grams(t, 1) || grams(t, 2)
    from (select case when shown is null or shown = title then title else title || chr(10) || shown end as t) titles
$$;
create index edition_by_part_of_title on edition using gin (title_grams(title, shown_title)) with (fastupdate = off) where latest;

grant execute on function grams, title_grams to ${appRole};
