-- A manifest says by which approvals an edition became public, without naming anybody: by a digest over them, taken when it
-- became public. What is approved later, after an emergency, does not change what was true then.

create function approvals_digest(an_edition uuid, a_digest bytea) returns bytea
    language sql stable set search_path = gongkai as $$
    select sha256(convert_to(coalesce(string_agg(line, E'\n' order by line), ''), 'UTF8'))
    from (select 'approval ' || a.id || ' ' || a.stage || ' ' || a.person_id || ' ' || encode(a.digest, 'hex') as line
          from counting_approvals(an_edition, a_digest) a
          union all
          select 'bypass ' || b.id || ' ' || array_to_string(b.stages, ',') || ' ' || b.requested_by || ' ' || b.confirmed_by
              || ' ' || encode(b.digest, 'hex')
          from bypass b
          where b.edition_id = an_edition and b.digest = a_digest and b.confirmed_by is not null and b.voided_at is null) lines
$$;

alter table edition add column approvals bytea check (length(approvals) = 32);
alter table edition disable trigger user;
update edition set approvals = approvals_digest(id, digest) where published_at is not null;
alter table edition enable trigger user;

create function approvals_of_what_becomes_public() returns trigger language plpgsql set search_path = gongkai as $$
begin
    new.approvals := approvals_digest(new.id, new.digest);
    return new;
end
$$;
create trigger approvals_of_what_becomes_public before update of state on edition
    for each row when (new.state = 'PUBLISHED' and old.state = 'APPROVED') execute function approvals_of_what_becomes_public();
grant execute on function approvals_digest(uuid, bytea) to ${appRole};
