"""Reads messages with Python's email package: a JSON list of base64 in, what
was read out, as referee_test.go wants it."""
import base64, email, email.policy, json, sys

def mailboxes(message, name):
    header = message[name]
    return [[a.display_name, a.addr_spec] for a in header.addresses] if header else []

def read(raw):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    found = {"subject": str(message["Subject"]), "from": mailboxes(message, "From"), "to": mailboxes(message, "To"),
             "text": "", "html": "", "files": [], "tag": str(message["X-Tag"] or ""), "defects": []}
    for part in message.walk():
        found["defects"] += [repr(d) for d in part.defects]
        for name in part.keys():
            found["defects"] += [name + ": " + repr(d) for d in part[name].defects]
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if part.get_content_disposition():
            found["files"].append([part["Content-Disposition"].params["filename"], base64.b64encode(content).decode()])
        elif part.get_content_type() in ("text/plain", "text/html"):
            kind = "text" if part.get_content_type() == "text/plain" else "html"
            found[kind] = content.decode("utf-8").replace("\r\n", "\n")
    return found

json.dump([read(base64.b64decode(m)) for m in json.load(sys.stdin)], sys.stdout)
