-- Who a person is at the identity provider (OpenID Connect): an issuer and a subject there, which name at most one person.
-- Whoever binds an identity could act as that person, so a binding counts only when the person, or an administrator who did
-- not propose it, has confirmed it. Rows are never deleted: what an administrator has unbound does not bind itself again.

set search_path to gongkai;

create table person_identity (
    id           uuid primary key,
    person_id    uuid not null references person,
    issuer       text not null check (length(issuer) between 1 and 500),
    subject      text not null check (length(subject) between 1 and 255),
    proposed_by  uuid references person,     -- the administrator; null: bound by an account of the name that the provider gave
    proposed_at  timestamptz not null,
    confirmed_by uuid references person,     -- the person itself, or another administrator
    confirmed_at timestamptz,
    unbound_at   timestamptz,
    check (case when proposed_by is null then confirmed_by is null and confirmed_at is not null
                else (confirmed_by is null) = (confirmed_at is null) end),
    check (confirmed_by = person_id or confirmed_by <> proposed_by)
);
create unique index one_person_per_identity on person_identity (issuer, subject) where unbound_at is null;
create index on person_identity (person_id);

create function identity_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if tg_op = 'INSERT' then
        if exists (select 1 from person p where p.id = new.person_id and p.account = 'operator') then
            raise exception 'the operator signs in with the token of the command line only' using errcode = 'GK007';
        end if;
        if new.proposed_by is null
           and exists (select 1 from person_identity i where i.issuer = new.issuer
                       and (i.subject = new.subject or i.person_id = new.person_id)) then
            raise exception 'an administrator has dealt with identities of person % already', new.person_id using errcode = 'GK007';
        end if;
    elsif (old.id, old.person_id, old.issuer, old.subject, old.proposed_at)
              is distinct from (new.id, new.person_id, new.issuer, new.subject, new.proposed_at)
          or old.proposed_by is distinct from new.proposed_by
          or (old.confirmed_at is not null and (old.confirmed_at, old.confirmed_by)
              is distinct from (new.confirmed_at, new.confirmed_by))
          or old.unbound_at is not null then
        raise exception 'an identity is confirmed once and unbound once, and else it does not change' using errcode = 'GK007';
    end if;
    if new.confirmed_by is not null and new.confirmed_by <> new.person_id
       and not exists (select 1 from role_grant g where g.person_id = new.confirmed_by and g.role = 'ADMINISTRATOR')
       and (tg_op = 'INSERT' or old.confirmed_by is null) then
        raise exception 'identity % is confirmed by its person or by an administrator', new.id using errcode = 'GK007';
    end if;
    return new;
end $$;
create trigger identity_is_lawful before insert or update on person_identity
    for each row execute function identity_is_lawful();

grant select, insert, update on person_identity to ${appRole};
