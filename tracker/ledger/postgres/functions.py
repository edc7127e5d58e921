"""What a server does itself for a ledger: its functions, which refuse and which erase.

Those that a trigger runs refuse what would break the record. A login may ask for a save, which is
recorded with its own rights, as if each row were inserted by hand; and to hide, to erase and to
bind: those three run with the owner's rights, so each asks who is logged in. What is asked is asked
`IS NOT TRUE`, so that a null never lets anything through.
"""

from __future__ import annotations

from typing import Final

from tracker.ledger.postgres.chain_sql import hash_of_entry

FUNCTIONS: Final = {
    "never": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was recorded stays';
END $$""",
    "followed": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock('stored_events'::regclass::oid::bigint);
    IF NEW.position IS DISTINCT FROM (
        SELECT coalesce(max(position), 0) + 1 FROM stored_events
    ) OR NEW.originator_version IS DISTINCT FROM (
        SELECT coalesce(max(originator_version), 0) + 1
        FROM stored_events WHERE originator_id = NEW.originator_id
    ) THEN
        RAISE EXCEPTION 'entries follow each other without a gap';
    END IF;
    IF NEW.effective_on IS DISTINCT FROM to_char(NEW.effective_on::date, 'YYYY-MM-DD') THEN
        RAISE EXCEPTION 'an entry takes effect on a day';
    END IF;
    RETURN NEW;
END $$""",
    "covered": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.position <= (SELECT max(last) FROM saves)) IS NOT TRUE THEN
        RAISE EXCEPTION 'every entry belongs to a save';
    END IF;
    RETURN NULL;
END $$""",
    "beside": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (
        EXISTS (SELECT 1 FROM stored_events WHERE position = NEW.position)
        AND NEW.position > (SELECT coalesce(max(last), 0) FROM saves)
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'texts are recorded with their entry';
    ELSIF NEW.hidden IS NOT NULL THEN
        IF (SELECT filling FROM ledger) IS NOT TRUE THEN
            RAISE EXCEPTION 'texts are recorded with their entry, and not hidden';
        END IF;
    END IF;
    RETURN NEW;
END $$""",
    "only_gone": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (
        NEW.position = OLD.position AND NEW.n = OLD.n
        AND OLD.body IS NOT NULL AND NEW.hidden IS NOT NULL
        AND (NEW.body IS NULL OR NEW.body = OLD.body AND NEW.salt = OLD.salt)
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'a text is only ever hidden or erased';
    END IF;
    RETURN NEW;
END $$""",
    "only_filled": """() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM ledger) OR TG_OP = 'UPDATE' AND (
        OLD.filling AND NOT NEW.filling
        AND (NEW.id, NEW.form, NEW.rehearsal) = (OLD.id, OLD.form, OLD.rehearsal)
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'a schema holds one ledger';
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
    prev text;
    instant timestamp := NEW.recorded_at;
    utc timestamp := clock_timestamp() AT TIME ZONE 'UTC';
BEGIN
    SELECT id, rehearsal, filling, coalesce(last, 0) AS last, recorded_at,
        (SELECT encode(hash, 'hex') FROM stored_events WHERE position = last) AS hash,
        (SELECT max(position) FROM stored_events) AS newest
    INTO kept FROM ledger
    LEFT JOIN (SELECT last, recorded_at FROM saves ORDER BY last DESC LIMIT 1) before ON true;
    IF (
        NEW.last = kept.newest AND NEW.last > kept.last
        AND NEW.recorded_at > coalesce(kept.recorded_at, '')
        AND NEW.recorded_at = to_char(instant, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        AND length(NEW.command_id) <= 80 AND NEW.command_id ~ '^[A-Za-z0-9._-]+$'
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'a save covers the entries just recorded, after the save before';
    END IF;
    IF kept.filling THEN
        IF NOT owns() THEN
            RAISE EXCEPTION 'a ledger is filled by its owner';
        END IF;
    ELSIF NOT kept.rehearsal THEN
        IF (
            NEW.actor = (SELECT party FROM bound WHERE login = session_user)
            OR NOT EXISTS (SELECT 1 FROM bound) AND owns()
        ) IS NOT TRUE OR NOT EXISTS (
            SELECT 1 FROM texts WHERE position = NEW.last AND n = 0 AND body = session_user
            AND NEW.login = encode(sha256(
                convert_to(E'tracker-text-v1\\n', 'UTF8') || salt || convert_to(body, 'UTF8')
            ), 'hex')
        ) THEN
            RAISE EXCEPTION 'nobody records in the name of somebody else';
        END IF;
        IF (
            abs(extract(epoch FROM instant - utc)) <= 60
            OR kept.recorded_at::timestamp >= utc
            AND instant = kept.recorded_at::timestamp + interval '1 microsecond'
        ) IS NOT TRUE THEN
            RAISE EXCEPTION 'an entry is recorded at the instant it is recorded';
        END IF;
    END IF;
    prev := kept.hash;
    IF kept.last = 0 THEN
        prev := encode(sha256(convert_to('tracker-ledger-v1:' || kept.id, 'UTF8')), 'hex');
    END IF;
    FOR entry IN
        SELECT * FROM stored_events
        WHERE position BETWEEN kept.last + 1 AND NEW.last ORDER BY position
    LOOP
        IF entry.hash IS DISTINCT FROM """  # noqa: S608 - words of our own
    + hash_of_entry(
        "NEW.actor NEW.command_id entry.effective_on kept.id NEW.login entry.originator_id "
        "entry.position NEW.recorded_at entry.originator_version",
        indent=8,
    )
    + """ THEN
            RAISE EXCEPTION 'the chain goes on from the entry before';
        END IF;
        prev := encode(entry.hash, 'hex');
    END LOOP;
    IF NOT kept.filling THEN
        INSERT INTO sessions VALUES (NEW.last, session_user);
    END IF;
    PERFORM pg_notify('tracker_' || current_schema(), NEW.last::text);
    RETURN NEW;
END $$""",
    "record_save": """(
    actor text, command text, login text, instant text, entries json, texts json,
    OUT known boolean, OUT after bigint, OUT recorded_at text
) RETURNS record LANGUAGE plpgsql AS $$
DECLARE
    entry record;
    id text;
    prev text;
    before text;
    at bigint;
    version bigint;
BEGIN
    PERFORM pg_advisory_xact_lock('stored_events'::regclass::oid::bigint);
    SELECT ledger.id, coalesce(position, 0), encode(hash, 'hex'),
        (SELECT saves.recorded_at FROM saves WHERE last = position),
        EXISTS (SELECT 1 FROM saves WHERE command_id = command)
    INTO id, after, prev, before, known FROM ledger
    LEFT JOIN (SELECT position, hash FROM stored_events ORDER BY position DESC LIMIT 1) newest
    ON true;
    instant := coalesce(
        instant, to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    );
    IF known OR (after = 0 OR instant > before COLLATE "C") IS NOT TRUE THEN
        RETURN;
    END IF;
    IF after = 0 THEN
        prev := encode(sha256(convert_to('tracker-ledger-v1:' || id, 'UTF8')), 'hex');
    END IF;
    at := after;
    FOR entry IN
        SELECT *, convert_to(body, 'UTF8') AS state
        FROM json_to_recordset(entries) AS (stream text, topic text, body text, day text)
    LOOP
        at := at + 1;
        version := (
            SELECT coalesce(max(originator_version), 0) + 1
            FROM stored_events WHERE originator_id = entry.stream
        );
        INSERT INTO stored_events VALUES (
            at, entry.stream, version, entry.topic, entry.state, entry.day,
            """  # noqa: S608 - words of our own
    + hash_of_entry("actor command entry.day id login entry.stream at instant version", indent=12)
    + """
        ) RETURNING encode(hash, 'hex') INTO prev;
    END LOOP;
    INSERT INTO texts SELECT after + place, n, decode(salt, 'hex'), body, NULL
    FROM json_to_recordset(texts) AS (place bigint, n integer, salt text, body text);
    INSERT INTO saves VALUES (at, instant, actor, command, login);
    recorded_at := instant;
END $$""",
    "save_of": """(at bigint) RETURNS saves LANGUAGE sql STABLE AS $$
    SELECT * FROM saves WHERE last >= at ORDER BY last LIMIT 1
$$""",
    "session_of": """(at bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT login FROM sessions WHERE last = (save_of(at)).last
$$""",
    "saved_now": """(at bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT login = session_user AND xmin = pg_current_xact_id()::xid
    FROM sessions WHERE last = (save_of(at)).last
$$""",
    "named_by": """(at bigint, types text[]) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (convert_from(state, 'UTF8')::json ->> 'entry')::bigint
    FROM stored_events WHERE position = at AND topic = ANY (types)
$$""",
    "all_about": """(positions bigint[], root bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH RECURSIVE about (given, entry) AS (
        SELECT each, each FROM unnest(positions) each
        UNION
        SELECT given, named_by(entry, ARRAY['entry-corrected.v1', 'entry-taken-back.v1'])
        FROM about WHERE entry IS NOT NULL AND entry <> root
    )
    SELECT root IS NOT NULL AND cardinality(positions) > 0 AND NOT EXISTS (
        SELECT 1 FROM unnest(positions) each
        WHERE NOT EXISTS (SELECT 1 FROM about WHERE given = each AND entry = root)
    )
$$""",
    "by_two": """(asked bigint, confirmed bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT rehearsal OR session_of(asked) IS DISTINCT FROM session_of(confirmed)
        AND (save_of(asked)).actor <> (save_of(confirmed)).actor
    FROM ledger
$$""",
    "hide_texts": """(positions bigint[], asked bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF (
        saved_now(asked) AND all_about(positions, named_by(asked, ARRAY['erasure-asked.v1']))
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'texts are hidden by who asks for it, of the entry that is named';
    END IF;
    UPDATE texts SET hidden = asked
    WHERE position = ANY (positions) AND n > 0 AND body IS NOT NULL;
END $$""",
    "erase_texts": """(positions bigint[], confirmed bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF (
        saved_now(confirmed) AND all_about(positions, named_by(confirmed, ARRAY['text-erased.v1']))
        AND NOT EXISTS (
            SELECT 1 FROM texts
            WHERE position = ANY (positions) AND n > 0 AND body IS NOT NULL
            AND by_two(hidden, confirmed) IS NOT TRUE
        )
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'texts are erased by two: one who asked, and another who confirms';
    END IF;
    UPDATE texts SET hidden = confirmed, salt = NULL, body = NULL
    WHERE position = ANY (positions) AND n > 0 AND body IS NOT NULL;
END $$""",
    "bind_login": """(at bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    whose text := (
        SELECT substr(originator_id, length('party:') + 1) FROM stored_events
        WHERE position = at AND topic = 'login-bound.v1' AND originator_id LIKE 'party:%'
    );
    who text := (SELECT body FROM texts WHERE position = at AND n = 1);
BEGIN
    IF (whose IS NOT NULL AND saved_now(at)) IS NOT TRUE THEN
        RAISE EXCEPTION 'a login is given by the entry just recorded';
    END IF;
    IF EXISTS (
        SELECT 1 FROM bound
        WHERE login = who AND party <> whose OR login = session_user AND party = whose
    ) THEN
        RAISE EXCEPTION 'nobody changes their own login, or takes that of somebody else';
    END IF;
    DELETE FROM bound WHERE party = whose;
    INSERT INTO bound SELECT at, who, whose WHERE who IS NOT NULL;
END $$""",
}
