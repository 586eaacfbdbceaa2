package app

import "fmt"

const pageSize = 10

// firstPages numbers the pages that are shown before the current one.
func firstPages(current, shown int) []int {
	pages := make([]int, max(0, current-shown))
	for i := range pages {
		pages[i] = i + 1
	}
	return pages
}

func links(offset int) string {
	current := offset / pageSize
	return fmt.Sprint(firstPages(current, 3))
}

// Main shows the links of a page far behind and of the first one.
func Main() {
	fmt.Println(links(70))
	fmt.Println(links(0))
}
