-- Others are told of events (webhooks), and a creation that is sent twice happens once (idempotency keys).

set search_path to gongkai;

-- ---------------------------------------------------------------- webhooks

create table webhook (
    id              uuid primary key,
    url             text not null unique check (url ~ '^https?://' and length(url) <= 2000),
    description     text not null check (length(description) <= 200),
    events          text[] not null check (cardinality(events) > 0),
    active          boolean not null,          -- false: nothing is queued for it and nothing is sent to it
    secret          bytea not null check (length(secret) between 24 and 64), -- signs, so it is kept as it is
    previous_secret bytea check (length(previous_secret) between 24 and 64),
    previous_until  timestamptz,               -- until then the secret before the rotation signs too
    dead_in_a_row   int not null default 0 check (dead_in_a_row >= 0),
    failing_since   timestamptz,               -- when too many deliveries in a row were given up
    created_by      uuid not null references person,
    created_at      timestamptz not null,
    check ((previous_secret is null) = (previous_until is null)),
    check (failing_since is null or dead_in_a_row > 0)
);

-- Numbers events. A document is locked while it changes, so its events have their numbers in the order
-- in which they happened; those of different documents may become visible in another order.
create sequence webhook_event_sequence;

create table webhook_delivery (                -- written in the transaction of the event: what is owed to whom
    id            uuid primary key,
    webhook_id    uuid not null references webhook on delete cascade,
    event_id      uuid not null,               -- the same for every receiver and every try
    sequence      bigint not null,
    type          text not null check (type ~ '^[a-z_]+(\.[a-z_]+)?$'),
    body          text not null,               -- byte for byte what is signed and sent
    state         text not null check (state in ('WAITING', 'DELIVERED', 'DEAD')),
    tries         int not null default 0 check (tries >= 0),
    due_at        timestamptz not null,        -- the database's own time: when to try, or when a try that never ended counts as lost
    created_at    timestamptz not null,
    last_tried_at timestamptz,
    finished_at   timestamptz,
    last_status   int check (last_status between 100 and 999),
    last_error    text,
    check ((state = 'WAITING') = (finished_at is null))
);
create index webhook_delivery_to_send on webhook_delivery (webhook_id, sequence, due_at) where state = 'WAITING';
create index webhook_delivery_by_due on webhook_delivery (webhook_id, due_at) where state = 'WAITING';
create index webhook_delivery_log on webhook_delivery (webhook_id, sequence desc, id);
create index webhook_delivery_to_forget on webhook_delivery (state, finished_at) where state <> 'WAITING';

-- ---------------------------------------------------------------- idempotency keys

create table idempotency_key (                 -- written in the transaction of the creation, with its answer
    person_id    uuid not null references person,
    key          text not null check (key ~ '^[ -~]{1,255}$'),
    fingerprint  bytea not null check (length(fingerprint) = 32), -- of the request, under a key that is not in the database
    status       int not null check (status between 200 and 299), -- a failure uses no key up
    content_type text,
    etag         text,
    location     text,
    body         bytea not null,
    created_at   timestamptz not null,
    primary key (person_id, key)
);
create index on idempotency_key (created_at);

-- ---------------------------------------------------------------- rights of the runtime role

grant select, insert, update, delete on webhook, webhook_delivery to ${appRole};
grant usage on sequence webhook_event_sequence to ${appRole};
grant select, insert, update, delete on idempotency_key to ${appRole}; -- update: to lock what it forgets
