#!/usr/bin/env bash
# Plants violations in a small tree and expects scripts/check_layers to name each one.
#
#   check_layers_test.sh CHECK_LAYERS [COMPILER]
set -uo pipefail
check_layers="$1"
compiler="${2-}"
scratch="$(mktemp -d)"
trap 'rm -rf -- "$scratch"' EXIT
failures=0

new_tree() { # a tree that keeps every promise, although its comments and strings do not
  rm -rf -- "$scratch/tree"
  mkdir -p "$scratch/tree/engine/"{core,preferences,talks/mechanisms,io,apps/cli} "$scratch/tree/scenarios"
  cd -- "$scratch/tree" || exit 1
  cat > scenarios/lake.yaml << 'YAML'
# id: comment
parties:
  - {id: NORTH, name: North}
  - id: S7
    name: "Southern League"
issues:
  - {id: fishing_quota, options: [Q0, Q1]}
  - id: harbour
    options:
      - {id: H2, position: 0}  # id: H9
claims:
  - {id: K99}
YAML
  cat > engine/core/random.h << 'CPP'
#pragma once
// throw std::get<0>(x).value() at NORTH, harbour
/* #include "engine/io/load.h"
   try S7 */
#include <cstdint>
inline const char* Text() { return "try to throw // not a comment"; }
inline const char* Raw() { return R"x(throw " ")x"; }
inline constexpr int kMillion = 1'000'000;
inline double logistic_exponent(double x) { return x; }
CPP
  echo '#include "engine/core/random.h"' > engine/preferences/claim.h
  printf '%s\n' '#include <yaml-cpp/yaml.h>' '#include <iostream>' '#include "engine/core/random.h"' > engine/io/load.h
  echo 'void Quota() { throw 1; }' > engine/io/load.cpp
  echo '#include "engine/preferences/claim.h"' > engine/talks/mechanisms/threat.h
}

run_check() { output="$("$check_layers" --root "$scratch/tree" "$@" 2>&1)"; }

report() {
  echo "FAILED: $1"
  printf '%s\n' "$output" | sed 's/^/    /'
  failures=$((failures + 1))
}

# expect NAME FILE LINE-OF-CODE EXPECTED-PLACE EXPECTED-WORDS: appends the line to the file.
expect() {
  new_tree
  printf '%s\n' "$3" >> "$2"
  if run_check; then
    report "$1: not caught"
  elif ! grep -qF -- "$4: error:" <<< "$output" || ! grep -qF -- "$5" <<< "$output"; then
    report "$1: expected '$4: error: ... $5'"
  elif [[ "$(grep -c ': error:' <<< "$output")" != 1 ]]; then
    report "$1: expected one error"
  fi
}

new_tree
run_check || report "a clean tree passes"

expect "include of a lower folder" engine/preferences/claim.h \
  '#include "engine/talks/round.h"' engine/preferences/claim.h:2 "engine/talks lies below it"
expect "include of a lower folder with spaces" engine/preferences/claim.h \
  '#  include "engine/io/load.h"' engine/preferences/claim.h:2 "engine/io lies below it"
expect "include without engine/" engine/preferences/claim.h \
  '#include "claim.h"' engine/preferences/claim.h:2 'start with "engine/"'
expect "include of an unknown folder" engine/preferences/claim.h \
  '#include "engine/misc/x.h"' engine/preferences/claim.h:2 "no folder of the table"
expect "a file in an unknown folder" engine/misc.h 'int x;' engine/misc.h:1 "no folder of the table"
expect "include of a leaf" engine/io/load.h \
  '#include "engine/talks/mechanisms/threat.h"' engine/io/load.h:4 "registered names only"
expect "include of internals" engine/preferences/claim.h \
  '#include "engine/core/internal/philox.h"' engine/preferences/claim.h:2 "internal to engine/core"
expect "yaml-cpp outside io" engine/apps/cli/main.cpp \
  '#include <yaml-cpp/yaml.h>' engine/apps/cli/main.cpp:1 "may be included only by: io"
expect "Boost outside the command" engine/io/load.h \
  '#include <boost/program_options.hpp>' engine/io/load.h:4 "may be included only by: apps/cli"
expect "JSON in the model" engine/core/json.cpp \
  '#include <nlohmann/json.hpp>' engine/core/json.cpp:1 "may be included only by: wire"
expect "logging in the model" engine/talks/a.cpp '#include <spdlog/spdlog.h>' engine/talks/a.cpp:1 "spdlog"
for header in thread iostream fstream chrono cmath random cstdio stdexcept; do
  expect "<$header> in the model" engine/talks/a.cpp "#include <$header>" engine/talks/a.cpp:1 "<$header>"
done

while IFS='|' read -r line words; do
  expect "$line" engine/core/random.h "$line" engine/core/random.h:10 "$words"
done << 'LINES'
int A() { try { return 1; } catch (...) { return 2; } }|exceptions
int A() { throw 1; }|exceptions
int A(B* b) { return dynamic_cast<C*>(b) != nullptr; }|RTTI
int A(V v) { return std::get<0>(v); }|std::get_if
int A(O o) { return o.value(); }|after a check
int A(V v) { return v.at(0); }|operator[]
int A(V* v) { return v->at(0); }|operator[]
S A(S s) { return s.substr(1); }|text.h
std::function<void()> f;|function_ref.h
int A(S s) { return std::stoi(s); }|text.h
double A(S s) { return stod(s); }|text.h
double A(double x) { return std::pow(x, 2); }|portable_math.h
double A(double x) { return 1 + exp(x); }|portable_math.h
double A(double x) { return std::log1p(x); }|portable_math.h
auto A(M m) { return m.array().exp(); }|Eigen
void A() { std::printf("x"); }|no files
std::mutex m;|no threads
auto t = std::chrono::steady_clock::now();|no clocks
std::mt19937 g;|draws
LINES

while IFS='|' read -r line words; do
  expect "word: $line" engine/io/load.cpp "$line" engine/io/load.cpp:2 "names '$words'"
done << 'LINES'
const char* kParty = "NORTH";|NORTH
bool IsSouth(P p) { return p.id == "S7"; }|S7
int harbour = 0;|harbour
int HarbourShare();|Harbour
double fishing_quota_share;|fishing quota
auto kDefault = "Q1";|Q1
auto kOther = "H2";|H2
const char* kName = "Southern League";|Southern League
LINES

new_tree
echo 'auto a = "K99"; auto b = "H9"; auto c = "comment"; int NORTHERN;' >> engine/io/load.cpp
run_check || report "ids of claims, comments and longer words are not ids of parties, issues or options"

new_tree
echo 'rows: []' > scenarios/empty.yaml
if run_check; then report "a scenario without ids is an error"; fi

# The model's object files.
if [[ -n "$compiler" ]]; then
  compile() { # code
    rm -rf -- "$scratch/objects"
    mkdir -p "$scratch/objects/engine/core"
    printf '%s\n' "$1" > "$scratch/object.cpp"
    "$compiler" -std=c++20 -O1 -fno-exceptions -fno-rtti -c "$scratch/object.cpp" \
      -o "$scratch/objects/engine/core/object.cpp.o" || exit 1
  }
  new_tree
  compile '#include <vector>
    double Sum(const std::vector<double>& v) { double s = 0; for (double x : v) s += x; return s; }'
  run_check --objects "$scratch/objects" || report "a clean object passes"
  while IFS='|' read -r words program; do
    compile "$program"
    if run_check --objects "$scratch/objects"; then
      report "object: $words: not caught"
    elif ! grep -q "engine/core/object.cpp.o: error: calls .*$words" <<< "$output"; then
      report "object: expected $words"
    fi
  done << 'LINES'
throw_out_of_range|extern "C++" { namespace std { [[noreturn]] void __throw_out_of_range_fmt(const char*, ...); } } void A() { std::__throw_out_of_range_fmt("x"); }
throw_invalid_argument|namespace std { [[noreturn]] void __throw_invalid_argument(const char*); } void A() { std::__throw_invalid_argument("x"); }
throw_bad_function_call|namespace std { [[noreturn]] void __throw_bad_function_call(); } void A() { std::__throw_bad_function_call(); }
pow|extern "C" double pow(double, double); double A(double x, double y) { return pow(x, y); }
expf|extern "C" float expf(float); float A(float x) { return expf(x); }
fopen|extern "C" void* fopen(const char*, const char*); void* A() { return fopen("x", "r"); }
clock_gettime|extern "C" int clock_gettime(int, void*); int A(void* t) { return clock_gettime(0, t); }
pthread_create|extern "C" int pthread_create(void*, void*, void*, void*); int A() { return pthread_create(0, 0, 0, 0); }
LINES
  rm -rf -- "$scratch/objects/engine/core"
  if run_check --objects "$scratch/objects"; then report "a folder without objects is an error"; fi
fi

if ((failures > 0)); then
  echo "$failures of the planted violations were not handled as expected"
  exit 1
fi
echo "every planted violation was caught"
