// Package assets holds the files that travel inside the program: fonts,
// layouts, letters, translations. One Go file for each folder says what the
// folder is for; reading and understanding the files is left to the packages
// that use them.
package assets
