"""The stored form of a ledger in PostgreSQL: the tables of a file, and rights that keep them.

The names, columns and meaning are those of `tracker.ledger.schema`. Here the server itself refuses
what would break the record, whoever is logged in: a hole in the positions, a hash that does not
follow, another's name, a false instant. `bound` says which login is which party, `sessions` who was
logged in for each save; both are the server's own and no part of the record that is exported.

Nothing is named with its schema: everything lies where the connection's search path begins.
"""

from __future__ import annotations

from typing import Final

FORM: Final = 1
"""The form of the tables, kept in the table `ledger`."""

TABLES: Final = (
    """CREATE TABLE ledger (
    id text NOT NULL,
    form integer NOT NULL,
    rehearsal boolean NOT NULL,
    filling boolean NOT NULL
)""",
    """CREATE TABLE stored_events (
    position bigint PRIMARY KEY CHECK (position > 0),
    originator_id text COLLATE "C" NOT NULL,
    originator_version bigint NOT NULL,
    topic text COLLATE "C" NOT NULL,
    state bytea NOT NULL,
    effective_on text COLLATE "C" NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    UNIQUE (originator_id, originator_version)
)""",
    """CREATE TABLE saves (
    last bigint PRIMARY KEY,
    recorded_at text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    command_id text COLLATE "C" NOT NULL UNIQUE,
    login text COLLATE "C" NOT NULL
)""",
    """CREATE TABLE texts (
    position bigint NOT NULL,
    n integer NOT NULL CHECK (n >= 0),
    salt bytea CHECK (length(salt) = 32),
    body text,
    hidden bigint,
    PRIMARY KEY (position, n),
    CHECK ((salt IS NULL) = (body IS NULL)),
    CHECK (body IS NOT NULL OR hidden IS NOT NULL)
)""",
    """CREATE TABLE bound (
    by bigint NOT NULL,
    login text COLLATE "C" PRIMARY KEY,
    party text COLLATE "C" NOT NULL
)""",
    """CREATE TABLE sessions (
    last bigint PRIMARY KEY,
    login text COLLATE "C" NOT NULL
)""",
)
"""`rehearsal`: a ledger of tests, in which anybody may act and the clock is theirs; `filling`: one
that is being copied into and is not to be used yet."""

FUNCTIONS: Final = {
    "never": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was recorded stays';
END $$""",
    "held": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock('stored_events'::regclass::oid::bigint);
    RETURN NULL;
END $$""",
    "followed": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position IS DISTINCT FROM (
        SELECT coalesce(max(position), 0) + 1 FROM stored_events
    ) OR NEW.originator_version IS DISTINCT FROM (
        SELECT coalesce(max(originator_version), 0) + 1
        FROM stored_events WHERE originator_id = NEW.originator_id
    ) THEN
        RAISE EXCEPTION 'entries follow each other without a gap';
    END IF;
    RETURN NEW;
END $$""",
    "covered": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM saves WHERE last >= NEW.position) THEN
        RAISE EXCEPTION 'every entry belongs to a save';
    END IF;
    RETURN NULL;
END $$""",
    "beside": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position <= (SELECT coalesce(max(last), 0) FROM saves) OR NEW.hidden IS NOT NULL
        AND NOT (SELECT filling FROM ledger)
    THEN
        RAISE EXCEPTION 'texts are recorded with their entry';
    END IF;
    RETURN NEW;
END $$""",
    "owns": """() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT pg_has_role(session_user, nspowner, 'USAGE')
    FROM pg_namespace WHERE nspname = current_schema()
$$""",
    "saved": """() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    kept record;
    entry record;
    before record;
    prev text;
    utc timestamp := clock_timestamp() AT TIME ZONE 'UTC';
BEGIN
    SELECT * INTO kept FROM ledger;
    SELECT last, recorded_at INTO before FROM saves ORDER BY last DESC LIMIT 1;
    before.last := coalesce(before.last, 0);
    IF NEW.last IS DISTINCT FROM (SELECT max(position) FROM stored_events)
        OR NEW.last <= before.last OR NEW.recorded_at <= before.recorded_at
    THEN
        RAISE EXCEPTION 'a save covers the entries just recorded, after the save before';
    END IF;
    IF NOT kept.rehearsal AND NOT kept.filling THEN
        IF NEW.actor IS DISTINCT FROM (SELECT party FROM bound WHERE login = session_user)
            AND NOT (owns() AND NOT EXISTS (SELECT 1 FROM bound))
        THEN
            RAISE EXCEPTION 'nobody records in the name of somebody else';
        END IF;
        IF abs(extract(epoch FROM NEW.recorded_at::timestamp - utc)) > 60 AND NOT (
            NEW.recorded_at::timestamp = before.recorded_at::timestamp + interval '1 microsecond'
        ) THEN
            RAISE EXCEPTION 'an entry is recorded at the instant it is recorded';
        END IF;
    END IF;
    prev := encode(sha256(convert_to('tracker-ledger-v1:' || kept.id, 'UTF8')), 'hex');
    IF before.last > 0 THEN
        SELECT encode(hash, 'hex') INTO prev FROM stored_events WHERE position = before.last;
    END IF;
    FOR entry IN SELECT * FROM stored_events WHERE position > before.last ORDER BY position LOOP
        IF entry.hash <> sha256(convert_to(
            E'tracker-event-v1\\n{"actor":' || to_json(NEW.actor)
            || ',"command":' || to_json(NEW.command_id)
            || ',"effective_on":' || to_json(entry.effective_on)
            || ',"ledger":' || to_json(kept.id)
            || ',"login":' || to_json(NEW.login)
            || ',"originator":' || to_json(entry.originator_id)
            || ',"position":' || entry.position
            || ',"prev":"' || prev
            || '","recorded_at":' || to_json(NEW.recorded_at)
            || ',"state":"' || encode(sha256(entry.state), 'hex')
            || '","topic":' || to_json(entry.topic)
            || ',"v":1,"version":' || entry.originator_version || '}', 'UTF8'))
        THEN
            RAISE EXCEPTION 'the chain goes on from the entry before';
        END IF;
        prev := encode(entry.hash, 'hex');
    END LOOP;
    INSERT INTO sessions VALUES (NEW.last, session_user);
    PERFORM pg_notify('tracker_' || current_schema(), NEW.last::text);
    RETURN NEW;
END $$""",
    "session_of": """(at bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT login FROM sessions WHERE last >= at ORDER BY last LIMIT 1
$$""",
    "named_by": """(at bigint, type text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (convert_from(state, 'UTF8')::json ->> 'entry')::bigint
    FROM stored_events WHERE position = at AND topic = type
$$""",
    "all_about": """(positions bigint[], root bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT bool_and(each = root OR root IN (
        named_by(each, 'entry-corrected.v1'), named_by(each, 'entry-taken-back.v1')
    )) FROM unnest(positions) each
$$""",
    "hide_texts": """(positions bigint[], asked bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF session_of(asked) IS DISTINCT FROM session_user
        OR NOT all_about(positions, named_by(asked, 'erasure-asked.v1'))
    THEN
        RAISE EXCEPTION 'texts are hidden by who asks for it, of the entry that is named';
    END IF;
    UPDATE texts SET hidden = asked
    WHERE position = ANY (positions) AND n > 0 AND body IS NOT NULL;
END $$""",
    "erase_texts": """(positions bigint[], confirmed bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF session_of(confirmed) IS DISTINCT FROM session_user
        OR NOT all_about(positions, named_by(confirmed, 'text-erased.v1'))
        OR EXISTS (
            SELECT 1 FROM texts
            WHERE position = ANY (positions) AND n > 0 AND body IS NOT NULL AND (
                hidden IS NULL
                OR NOT (SELECT rehearsal FROM ledger) AND session_of(hidden) = session_user
            )
        )
    THEN
        RAISE EXCEPTION 'texts are erased by two: one who asked, and another who confirms';
    END IF;
    UPDATE texts SET hidden = confirmed, salt = NULL, body = NULL
    WHERE position = ANY (positions) AND n > 0 AND body IS NOT NULL;
END $$""",
    "bind_login": """(who text, is_party text, at bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF session_of(at) IS DISTINCT FROM session_user
        OR NOT EXISTS (
            SELECT 1 FROM stored_events WHERE position = at AND topic = 'login-bound.v1'
            AND originator_id = 'party:' || is_party
        )
        OR (who = session_user AND EXISTS (SELECT 1 FROM bound))
    THEN
        RAISE EXCEPTION 'a login is given to a party by somebody else, who is known already';
    END IF;
    INSERT INTO bound VALUES (at, who, is_party)
    ON CONFLICT (login) DO UPDATE SET by = at, party = is_party;
END $$""",
}


TRIGGERS: Final = {
    "stored_events_never": (
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON stored_events FOR STATEMENT never"
    ),
    "saves_never": "BEFORE UPDATE OR DELETE OR TRUNCATE ON saves FOR STATEMENT never",
    "sessions_never": "BEFORE UPDATE OR DELETE OR TRUNCATE ON sessions FOR STATEMENT never",
    "texts_never": "BEFORE DELETE OR TRUNCATE ON texts FOR STATEMENT never",
    "ledger_never": "BEFORE DELETE OR TRUNCATE ON ledger FOR STATEMENT never",
    "stored_events_held": "BEFORE INSERT ON stored_events FOR STATEMENT held",
    "stored_events_followed": "BEFORE INSERT ON stored_events FOR ROW followed",
    "stored_events_covered": (
        "AFTER INSERT ON stored_events DEFERRABLE INITIALLY DEFERRED FOR ROW covered"
    ),
    "texts_beside": "BEFORE INSERT ON texts FOR ROW beside",
    "saves_saved": "BEFORE INSERT ON saves FOR ROW saved",
}
"""When each function watches which table: `FOR ROW followed` runs `followed()` for each row."""

WRITER, READER = "{}_writer", "{}_reader"
"""The roles that may record and read, by the name of the schema. Logins are made members."""

RIGHTS: Final = (
    "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC",
    "GRANT USAGE ON SCHEMA {schema} TO {writer}, {reader}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {writer}, {reader}",
    "GRANT INSERT ON stored_events, saves, texts TO {writer}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {writer}",
)
