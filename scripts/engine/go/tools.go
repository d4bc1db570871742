//go:build tools

// Package tools names the command that is built from this module, so that go.mod and go.sum pin everything it needs.
package tools

import (
	_ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
)
