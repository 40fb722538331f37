package main

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

func TestIdentityIsThatOfFyneApp(t *testing.T) {
	toml, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"ID": appID, "Name": appName, "Version": appVersion, "Build": strconv.Itoa(appBuild)} {
		m := regexp.MustCompile(`(?m)^` + key + ` = "?([^"\n]*)"?$`).FindSubmatch(toml)
		if m == nil || string(m[1]) != want {
			t.Errorf("FyneApp.toml has another %s than %q: %q", key, want, m)
		}
	}
}
