package app

import "fmt"

type importer struct {
	rows chan string
	done chan struct{}
}

func newImporter() *importer {
	return &importer{rows: make(chan string, 8), done: make(chan struct{})}
}

func (i *importer) stop() {
	close(i.done)
}

func (i *importer) run(rows []string) int {
	count := 0
	for _, row := range rows {
		if row == "END" {
			i.stop()
			break
		}
		i.rows <- row
		count++
	}
	i.stop()
	return count
}

// Main imports a file without an end mark and one with it.
func Main() {
	fmt.Println(newImporter().run([]string{"TEA-01", "CUP-07"}))
	fmt.Println(newImporter().run([]string{"POT-03", "END"}))
}
