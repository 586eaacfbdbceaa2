package app

import (
	"fmt"
	"strings"
	"text/template"
)

type mail struct {
	subject string
	text    string
}

func compile(m mail) *template.Template {
	parsed, err := template.New(m.subject).Parse(m.text)
	if err != nil {
		return template.Must(template.New(m.subject).Parse(m.subject))
	}
	return parsed
}

func render(m mail, name string) string {
	var out strings.Builder
	if err := compile(m).Execute(&out, map[string]string{"Name": name}); err != nil {
		return m.subject
	}
	return out.String()
}

// Main renders two mails whose texts people wrote.
func Main() {
	fmt.Println(render(mail{"Welcome", "Dear {{.Name}}, welcome."}, "Maria"))
	fmt.Println(render(mail{"Sale", "Dear {{.Name}, tea is cheap today."}, "Maria"))
}
