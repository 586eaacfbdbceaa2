package app

import (
	"fmt"
	"strings"
)

type place struct {
	sku, shelf string
}

func parsePlace(line string) place {
	fields := strings.Split(line, ";")
	return place{sku: fields[0], shelf: fields[1]}
}

func readPlaces(text string) []place {
	var places []place
	for _, line := range strings.Split(text, "\n") {
		places = append(places, parsePlace(line))
	}
	return places
}

// Main reads two files; the second ends with a line break.
func Main() {
	fmt.Println(readPlaces("TEA-01;A3\nCUP-07;B1"))
	fmt.Println(readPlaces("POT-03;C9\n"))
}
