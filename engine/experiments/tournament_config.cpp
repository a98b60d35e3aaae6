#include "engine/experiments/tournament_config.h"

#include <limits>

#include "engine/bargaining/protocol_terms.h"

namespace dragoman {

void TournamentDomain::Serialize(FieldVisitor* v) {
  v->Visit({.name = "id",
            .doc = "name of the domain in tables",
            .text = TextKind::kIdentifier,
            .required = true},
           &id);
  v->Visit({.name = "domain",
            .doc = "file of the domain, GENIUS XML or GeniusWeb JSON, relative to this file"},
           &domain);
  v->Visit({.name = "profiles", .doc = "files of the profiles, one per seat, in their order"},
           &profiles);
  v->Visit({.name = "scenario",
            .doc = "instead of domain and profiles: a scenario file, whose two principals sit down "
                   "with the utilities that the deterministic derivation gives them"},
           &scenario);
}

void TournamentConfig::Serialize(FieldVisitor* v) {
  constexpr double kMostInt = std::numeric_limits<int>::max();
  v->Visit({.name = "title", .doc = "shown above the tables"}, &title);
  v->Visit({.name = "domains", .doc = "what is negotiated", .required = true}, &domains);
  v->Visit({.name = "strategies",
            .doc = "who negotiates: NAME(key=value,...), optionally + ACCEPTANCE(key=value,...)",
            .required = true},
           &strategies);
  v->Visit({.name = "protocol", .doc = "rules of the sitting: NAME(key=value,...)"}, &protocol);
  v->Visit({.name = "rounds",
            .doc = "exchanges per negotiation",
            .range = {.min = 1, .max = kMaxRounds},
            .unit = "rounds"},
           &rounds);
  v->Visit({.name = "repetitions",
            .doc = "negotiations per domain and line-up; more than one matters only where "
                   "strategies or the protocol draw random numbers",
            .range = {.min = 1, .max = 1e6}},
           &repetitions);
  v->VisitChoice({.name = "scale",
                  .doc = "raw: evaluations as written; genius: each issue's divided by their "
                         "maximum, so that utilities of different domains can be averaged"},
                 kUtilityScaleNames, &scale);
  v->VisitChoice({.name = "time",
                  .doc = "what the clock shows in round k of n: end k/n, within k/(n+1), start "
                         "(k-1)/n, span (k-1)/(n-1)"},
                 kTickTimeNames, &time);
  v->Visit(
      {.name = "common_knowledge", .doc = "whether strategies are shown each other's preferences"},
      &common_knowledge);
  v->Visit({.name = "seed", .doc = "of the random numbers", .range = {.min = 0, .max = kMostInt}},
           &seed);
  v->Visit({.name = "self_play", .doc = "whether a strategy also meets itself"}, &self_play);
}

}  // namespace dragoman
