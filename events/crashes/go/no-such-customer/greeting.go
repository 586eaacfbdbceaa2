package app

import (
	"fmt"
	"strings"
)

type customer struct {
	id   int
	name string
}

var customers = []customer{{17, "maria huber"}, {18, "franz mayr"}}

func find(id int) *customer {
	for i := range customers {
		if customers[i].id == id {
			return &customers[i]
		}
	}
	return nil
}

func greeting(id int) string {
	found := find(id)
	return "Dear " + strings.ToUpper(found.name)
}

// Main greets the customers of two orders.
func Main() {
	for _, id := range []int{17, 42} {
		fmt.Println(greeting(id))
	}
}
