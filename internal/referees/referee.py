"""Reads messages with Python's email package: JSON with base64 in, what was read
out, as Reading wants it."""
import base64, email, email.policy, json, sys

def read(raw, mailboxes, texts):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    found = {"mailboxes": {n: [[a.display_name, a.addr_spec] for a in message[n].addresses] for n in mailboxes if n in message},
             "texts": {n: str(message[n]) for n in texts if n in message},
             "text": "", "html": "", "files": [], "defects": []}
    for part in message.walk():
        found["defects"] += [repr(d) for d in part.defects]
        for name in part.keys():
            found["defects"] += [name + ": " + repr(d) for d in part[name].defects]
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if part.get_content_disposition():
            found["files"].append([part["Content-Disposition"].params["filename"], str(part["Content-ID"] or "").strip("<>"), base64.b64encode(content).decode()])
        elif part.get_content_type() in ("text/plain", "text/html"):
            kind = "text" if part.get_content_type() == "text/plain" else "html"
            found[kind] = content.decode("utf-8").replace("\r\n", "\n")
    return found

given = json.load(sys.stdin)
json.dump([read(base64.b64decode(m), given["mailboxes"], given["texts"]) for m in given["messages"]], sys.stdout)
