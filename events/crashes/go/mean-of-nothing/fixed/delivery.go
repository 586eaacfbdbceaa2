package app

import "fmt"

type route struct {
	name    string
	minutes []int
}

func meanMinutes(r route) int {
	if len(r.minutes) == 0 {
		return 0
	}
	sum := 0
	for _, minutes := range r.minutes {
		sum += minutes
	}
	return sum / len(r.minutes)
}

func report(routes []route) {
	for _, r := range routes {
		fmt.Printf("%s: %d min\n", r.name, meanMinutes(r))
	}
}

// Main reports a route that was driven and one that was not.
func Main() {
	report([]route{
		{name: "north", minutes: []int{31, 28}},
		{name: "south"},
	})
}
