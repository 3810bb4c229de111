package events

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// examplePayload puts the examples of fields together to one payload, of the
// required fields only or of all. A list has one entry. Groups with a Go type
// of their own are always complete: their examples belong together.
func examplePayload(fields []Field, all bool) string {
	var written, pretty bytes.Buffer
	writeExample(&written, Field{Kind: KindObject, Fields: fields}, all)
	if json.Indent(&pretty, written.Bytes(), "", "  ") != nil {
		return written.String() // an example is not JSON; who decodes it will say where
	}
	pretty.WriteByte('\n')
	return pretty.String()
}

func writeExample(b *bytes.Buffer, f Field, all bool) {
	switch f.Kind {
	case KindObject:
		all = all || groupType(f) != nil
		b.WriteByte('{')
		separator := ""
		for _, member := range f.Fields {
			if all || member.Required {
				b.WriteString(separator + strconv.Quote(member.Name) + ":")
				writeExample(b, member, all)
				separator = ","
			}
		}
		b.WriteByte('}')
	case KindList:
		b.WriteByte('[')
		writeExample(b, *f.Elem, all)
		b.WriteByte(']')
	case KindMoney, KindFile, KindInteger, KindBool:
		b.WriteString(f.Example)
	default:
		text, _ := json.Marshal(f.Example) // a string can always be written
		b.Write(text)
	}
}
