#!/usr/bin/env bash
# Run once by the postgres image: the owner of the tables and the runtime role, which owns none.
set -euo pipefail
psql --username "$POSTGRES_USER" --dbname gongkai --set ON_ERROR_STOP=1 \
    --set owner="$GONGKAI_OWNER_PASSWORD" --set app="$GONGKAI_APP_PASSWORD" <<'SQL'
create role gongkai_owner login password :'owner';
create role gongkai_app login password :'app';
alter database gongkai owner to gongkai_owner;
revoke all on database gongkai from public;
grant connect, temporary on database gongkai to gongkai_app;
SQL
