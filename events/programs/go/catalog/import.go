// Package catalog imports and indexes the shop's prices.
package catalog

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/pkg/errors"
)

// Price is the price of one article.
type Price struct {
	SKU   string
	Cents int
}

// ImportError tells which file could not be imported.
type ImportError struct {
	File string
	Err  error
}

func (e *ImportError) Error() string { return "import of " + e.File + ": " + e.Err.Error() }

func (e *ImportError) Unwrap() error { return e.Err }

// Import reads all the prices in a file.
func Import(file string) error {
	if err := readPrices(contents(file)); err != nil {
		return &ImportError{File: file, Err: err}
	}
	return nil
}

func readPrices(text string) error {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return err
	}
	for number, row := range rows {
		if _, err := readPrice(row); err != nil {
			return fmt.Errorf("row %d, sent by %s: %w", number+1, row[2], err)
		}
	}
	return nil
}

func readPrice(row []string) (Price, error) {
	cents, err := strconv.Atoi(row[1])
	if err != nil {
		return Price{}, errors.Wrap(err, "bad price of "+row[0])
	}
	return Price{SKU: row[0], Cents: cents}, nil
}

// contents stands in for the file that the supplier sent.
func contents(string) string {
	return "TEA-01,1290,office@tea.example\nTEA-02,12.90,office@tea.example\n"
}
