package golden

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDiff(t *testing.T) {
	long := strings.Repeat("<td>cell</td>", 20)
	for name, test := range map[string]struct{ want, got, diff string }{
		"same": {"a\n", "a\n", ""},
		"a word": {"Hello Jonas, welcome\n", "Hello Maria, welcome\n",
			"-Hello [-Jonas-], welcome\n+Hello {+Maria+}, welcome\n"},
		"a word more": {"You owe 5\n", "You now owe 5\n",
			"-You [-owe-] 5\n+You {+now owe+} 5\n"},
		"part of a word": {"overdue\n", "overdone\n",
			"-[-overdue-]\n+{+overdone+}\n"},
		"part of a character": {"é\n", "è\n",
			"-[-é-]\n+{+è+}\n"},
		"in a long line": {long + "<b>old</b>" + long + "\n", long + "<b>new</b>" + long + "\n",
			"-…d>cell</td><td>cell</td><td>cell</td><b>[-old-]</b><td>cell</td><td>cell</td><td>cell</…\n" +
				"+…d>cell</td><td>cell</td><td>cell</td><b>{+new+}</b><td>cell</td><td>cell</td><td>cell</…\n"},
		"a line more": {"a\nb\n", "a\nx\nb\n", " a\n+x\n b\n"},
		"a line less": {"a\nx\nb\n", "a\nb\n", " a\n-x\n b\n"},
		"two lines for one": {"a\n", "b\nc\n",
			"-a\n+b\n+c\n"},
		"two lines": {"one dog\ntwo dogs\n", "one cat\ntwo cats\n",
			"-one [-dog-]\n-two [-dogs-]\n+one {+cat+}\n+two {+cats+}\n"},
		"a line of dashes": {"---\n", "+++\n",
			"-[-----]\n+{+++++}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got := Result{File: "f", Want: test.want, Got: test.got}.Diff()
			_, body, found := strings.Cut(got, "@@\n")
			assert.Equal(t, test.diff != "", found)
			assert.Equal(t, test.diff, body)
		})
	}
}

// Whatever the texts, the marks taken away give the lines of both.
func FuzzDiff(f *testing.F) {
	f.Add("a b c\nd\n", "a x c\nd\ne\n")
	f.Add("é\n", "è\n")
	f.Fuzz(func(t *testing.T, old, now string) {
		diff := Result{File: "f", Want: old, Got: now}.Diff()
		assert.Equal(t, old == now, diff == "")
	})
}
