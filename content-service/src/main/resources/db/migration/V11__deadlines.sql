-- Due dates: only what is open has one. What came late stays marked. Lists by urgency. Holidays that are known.

set search_path to gongkai;

alter table edition add constraint only_what_is_open_is_due
    check (due_at is null or state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD'));
alter table review_route add constraint allowances_are_of_a_year check (250 >= all (allowances));

-- What waits for somebody, most urgent first; and what is late.
create index edition_by_urgency on edition (due_at, changed_at, id)
    where latest and state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'HELD');
create index edition_due on edition (due_at) where due_at is not null;
create index edition_author_by_person on edition_author (person_id); -- what waits for somebody leaves out what they wrote

create function late_mark_stays() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if new.late_at is null
           or (old.late_consented_by is not null
               and (new.late_at, new.late_reason, new.late_consented_by, new.late_consented_at)
                   is distinct from (old.late_at, old.late_reason, old.late_consented_by, old.late_consented_at)) then
        raise exception 'edition % came late, and stays marked as it is', old.id using errcode = 'GK012';
    end if;
    if old.late_consented_by is null and new.late_consented_by is not null and old.state <> 'IN_REVIEW' then
        raise exception 'edition % is not under review', old.id using errcode = 'GK001';
    end if;
    return new;
end $$;
create trigger late_mark_stays before update on edition
    for each row when (old.late_at is not null) execute function late_mark_stays();

-- The Labour Day of 2020, as the State Council's notice 国办发明电〔2019〕16号 arranges it.
insert into calendar_day (day, working, name) values
    ('2020-04-26', true, '劳动节调休'),
    ('2020-05-01', false, '劳动节'), ('2020-05-02', false, '劳动节'), ('2020-05-03', false, '劳动节'),
    ('2020-05-04', false, '劳动节'), ('2020-05-05', false, '劳动节'),
    ('2020-05-09', true, '劳动节调休')
on conflict (day) do nothing;
