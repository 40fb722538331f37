# make run        build the program and open its window on the demo office
# make test       everything that is checked, servers and window included
# make test-quick the rules, the store on SQLite and the papers: no window, no servers
# make soak       properties with many cases and fuzz targets, SOAK seconds each
# make samples    score the program on SAMPLES
# make bench      measure it with 100,000 people and 100,000 mails
# make map        the map and the towns (assets/geo) anew, of what npm publishes
# make looks      a picture of every screen in build/looks, to be looked at: light, dark, large text
#
# Four builds and no others, so that what was compiled once stays of use:
#   PLAIN   everything but cmd/kantoor, without cgo
#   RACE    the same with the race detector
#   SHIP    the window as it goes out
#   CHECKED the window with Fyne's thread checks on

SHELL := /bin/sh
.DELETE_ON_ERROR:

SAMPLES ?= ../shared/samples
SOAK    ?= 60

export GOFLAGS := -buildvcs=false

# Properties take the same cases at everybody's, so that what fails fails again; make soak takes
# others, and many more.
export RAPID_SEED := 20261122

PLAIN   := CGO_ENABLED=0
RACE    := CGO_ENABLED=1 CC=clang
SHIP    := CGO_ENABLED=1 CC=clang
CHECKED := CGO_ENABLED=1 CC=clang

SHIP_TAGS    := migrated_fynedo
CHECKED_TAGS := no_metadata

GOFUMPT     := v0.12.0
STATICCHECK := v0.8.2
# ST1005 wants errors without a capital and a full stop. Ours that people read are sentences.
CHECKS      := inherit,-ST1005
TOOLS       := build/tools

# Worked out when a recipe asks. -find looks no further than the names, since what
# cmd/kantoor imports cannot be had without cgo.
PACKAGES = $$($(PLAIN) go list -find ./... | grep -v -e '/cmd/kantoor$$' -e '/cmd/kantoor/')
# The window's own packages are left out under -race: its toolkit costs minutes to compile
# so, and what it does beside the window's thread is watched by the checked window. The demo
# office does a year's work one thing after another, which takes minutes so, as does reading codes
# from pictures; and a few tests work through the PDF library or the store with nothing beside it.
RACE_SKIP := ^(TestStartWithBrokenFolder|TestFilesAreChecked|TestTakingAMergingBackLosesNothing|TestPagesOfSorted.*|TestSearchFindsShortWordsBesideFrequentOnes)$$
RACE_PACKAGES = $$($(PLAIN) go list -find ./... | grep -v -e '/cmd/kantoor$$' -e '/cmd/kantoor/' -e '/app/ui' -e '/app/demo' -e '/app/today$$' -e '/app/training/scan$$')

.PHONY: run test test-quick test-race test-window soak samples bench startup lint build window checked-window ctl loopback screenshots looks map packages-run packages-test clean

run:
	@.ci/run.sh

# The plain tests come last, so that the output ends with Go's own lines for each package.
test: packages-test
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test-race
	@$(MAKE) --no-print-directory test-window
	$(PLAIN) go test -timeout 30m $(PACKAGES)

test-quick:
	@.ci/quick.sh

test-race:
	$(RACE) go test -race -timeout 30m -skip '$(RACE_SKIP)' $(RACE_PACKAGES)

test-window:
	$(MAKE) --no-print-directory checked-window ctl loopback
	@.ci/checked.sh
	@.ci/once.sh
	@.ci/drafts.sh
	@.ci/day.sh build/kantoor-checked
	$(SHIP) go test -tags $(SHIP_TAGS) ./cmd/kantoor

soak:
	@.ci/soak.sh $(SOAK)

samples:
	@if [ -d "$(SAMPLES)" ]; then $(MAKE) --no-print-directory ctl && \
		$(PLAIN) go run ./cmd/samples -dir "$(SAMPLES)" -program build/kantoorctl; \
	else echo "samples: $(SAMPLES) is not there (make samples SAMPLES=folder)"; fi

bench: window ctl startup
	@.ci/bench.sh $(PACKAGES)

startup:
	$(SHIP) go build -tags $(SHIP_TAGS) -o build/startup/empty ./cmd/kantoor/empty
	$(PLAIN) go build -o build/startup/startup ./cmd/startup

lint: $(TOOLS)/gofumpt-$(GOFUMPT) $(TOOLS)/staticcheck-$(STATICCHECK)
	@differs=$$($(TOOLS)/gofumpt-$(GOFUMPT) -l .) || exit 1; \
	[ -z "$$differs" ] || { echo "gofumpt differs (run gofumpt -w):"; echo "$$differs"; exit 1; }
	$(PLAIN) go vet $(PACKAGES)
	$(PLAIN) $(TOOLS)/staticcheck-$(STATICCHECK) -checks $(CHECKS) $(PACKAGES)
	$(SHIP) go vet -tags $(SHIP_TAGS) ./cmd/kantoor/...
	$(SHIP) $(TOOLS)/staticcheck-$(STATICCHECK) -checks $(CHECKS) -tags $(SHIP_TAGS) ./cmd/kantoor/...

build: window ctl

window:
	$(SHIP) go build -tags $(SHIP_TAGS) -o build/kantoor ./cmd/kantoor

checked-window:
	$(CHECKED) go build -tags $(CHECKED_TAGS) -o build/kantoor-checked ./cmd/kantoor

ctl:
	$(PLAIN) go build -o build/kantoorctl ./cmd/kantoorctl

loopback:
	$(PLAIN) go build -o build/loopback ./cmd/loopback

screenshots: window ctl
	@.ci/screenshots.sh

looks:
	$(PLAIN) go test -count=1 ./app/ui/fit -run EveryScreen -looks "$(CURDIR)/build/looks"

map:
	$(PLAIN) go run ./cmd/geo

packages-run:
	@.ci/packages.sh run

packages-test:
	@.ci/packages.sh test

$(TOOLS)/gofumpt-$(GOFUMPT):
	@.ci/tool.sh mvdan.cc/gofumpt $(GOFUMPT) $@

$(TOOLS)/staticcheck-$(STATICCHECK):
	@.ci/tool.sh honnef.co/go/tools/cmd/staticcheck $(STATICCHECK) $@

clean:
	rm -rf build
