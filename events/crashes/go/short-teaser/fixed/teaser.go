package app

import "fmt"

const teaserBytes = 24

type article struct {
	title, text string
}

func teaser(a article) string {
	if len(a.text) <= teaserBytes {
		return a.title + ": " + a.text
	}
	return a.title + ": " + a.text[:teaserBytes] + "..."
}

func page(articles []article) []string {
	var lines []string
	for _, a := range articles {
		lines = append(lines, teaser(a))
	}
	return lines
}

// Main prints two pages.
func Main() {
	long := article{"Tea", "The first harvest of the year is in."}
	fmt.Println(page([]article{long}))
	fmt.Println(page([]article{long, {"Cups", "New in the shop."}}))
}
