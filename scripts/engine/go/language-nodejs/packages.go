package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// findRunner finds the SDK's entry point the way Node finds a package: in the nearest node_modules from the program's
// directory upwards.
func findRunner(request *pulumirpc.RunRequest) (string, error) {
	start := request.GetInfo().GetProgramDirectory()
	if start == "" {
		start = request.GetPwd()
	}
	runner := filepath.Join("node_modules", "@pulumi", "pulumi", "cmd", "run", "index.js")
	if path, found := findUpwards(start, runner); found {
		return path, nil
	}
	return "", fmt.Errorf("@pulumi/pulumi is not installed for the program in %s; run `npm ci` first", start)
}

func findUpwards(start, name string) (string, bool) {
	for directory := filepath.Clean(start); ; directory = filepath.Dir(directory) {
		path := filepath.Join(directory, name)
		if _, err := os.Stat(path); err == nil {
			return path, true
		}
		if directory == filepath.Dir(directory) {
			return "", false
		}
	}
}

type packageManifest struct {
	Version         string            `json:"version"`
	Dependencies    map[string]string `json:"dependencies"`
	DevDependencies map[string]string `json:"devDependencies"`
}

func readManifest(path string) (packageManifest, error) {
	var manifest packageManifest
	text, err := os.ReadFile(path)
	if err != nil {
		return manifest, err
	}
	return manifest, json.Unmarshal(text, &manifest)
}

// readDependencies lists the direct dependencies of the program with their installed versions, for `pulumi about` and
// the metadata of an update. What cannot be read is left out: neither use is worth a failed run.
func readDependencies(programDirectory string) []*pulumirpc.DependencyInfo {
	manifestPath, found := findUpwards(programDirectory, "package.json")
	if !found {
		return nil
	}
	manifest, err := readManifest(manifestPath)
	if err != nil {
		return nil
	}
	var names []string
	for _, group := range []map[string]string{manifest.Dependencies, manifest.DevDependencies} {
		for name := range group {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var dependencies []*pulumirpc.DependencyInfo
	for _, name := range names {
		installed, err := readManifest(filepath.Join(filepath.Dir(manifestPath), "node_modules", name, "package.json"))
		if err == nil {
			dependencies = append(dependencies, &pulumirpc.DependencyInfo{Name: name, Version: installed.Version})
		}
	}
	return dependencies
}
