#include "engine/apps/cli/new_template.h"

namespace dragoman {
namespace {

constexpr const char* kTemplate =
    R"yaml(# A scenario for dragoman: who negotiates about what, and what they said. Two neighbours share a
# well; replace them with your own case. `dragoman validate` checks the file while you work, and
# `dragoman schema` gives your editor the same knowledge.
#
# Everything dragoman reports is conditional on what you code here; it is not a forecast.
dragoman: 1 # version of the format
id: @ID@
title: "North and South at the well"
about: >-
  What the dispute is, and what this file leaves out.
# Nothing that became known only after this day may enter (every known_by is checked against it).
asof: 2001-06-30

# Bodies of evidence; --tier chooses one. Each claim below names one of the `claims` words.
tier: letters
tiers:
  - {id: letters, claims: [letters], note: "what the parties wrote to each other"}

# Exactly two principals. Others may be mediators or third parties.
parties:
  - {id: NORTH, name: North, role: principal}
  - {id: SOUTH, name: South, role: principal}
  - {id: ELDER, name: "the elder", role: mediator}

# Each issue has ordered options on an axis of 0 to 100 (evenly spaced unless you give `position`).
# An option changes only if every owner consents.
issues:
  - id: water
    name: "Water for South"
    status_quo: W0
    owners: [NORTH, SOUTH]
    vital: true # a vital interest of the principals
    core: true # fear of being cheated applies (mechanism M4)
    separable: [W1] # may be signed on its own, outside a package
    cheap: [W1] # signed even by a side that only plays for time
    options:
      - {id: W0, name: "none", source: "letter 1", known_by: 2001-06-01}
      - {id: W1, name: "one morning a week", source: "coding", known_by: 2001-06-01}
      - {id: W2, name: "every other day", source: "letter 2", known_by: 2001-06-02}
      - {id: W3, name: "as much as North", source: "letter 2", known_by: 2001-06-02}
  - id: fees
    name: "What South pays for the upkeep"
    status_quo: Z0
    owners: [NORTH, SOUTH]
    options:
      - {id: Z0, name: "nothing", source: "letter 1", known_by: 2001-06-01}
      - {id: Z1, name: "a third", source: "coding", known_by: 2001-06-01}
      - {id: Z2, name: "half", source: "letter 3", known_by: 2001-06-05}
  - id: visits
    name: "Meeting again"
    status_quo: V0
    owners: [NORTH, SOUTH]
    renewable: true # back at the status quo at every new meeting
    separable: [all]
    cheap: [all]
    options:
      - {id: V0, name: "no", source: "coding", known_by: 2001-06-01}
      - {id: V1, name: "yes", source: "letter 4", known_by: 2001-06-20}
      - {id: V2, name: "yes, with written proposals", source: "coding", known_by: 2001-06-01}

# How cooperative each kind of act is (CAMEO event codes on the Goldstein scale, -10 to 10).
goldstein: {"010": 0, "036": 4, "045": 5, "107": -5, "124": -4, "127": -5, "139": -7}

# The evidence: one line for each thing said or done. q: how sure it is that the actor said it
# (quote 1, named source .9, report .8, rumour .3). act: demand, reject, threat, concession, accord,
# signal, mediate, pressure, insult, accuse or event.
claims:
  - {id: south-1, tier: letters, source: "letter 2", known_by: 2001-06-02, actor: SOUTH, targets: [NORTH],
     act: demand, cameo: "107", issue: water, option: W3, q: 1, note: "Wants as much water as North."}
  - {id: north-1, tier: letters, source: "letter 3", known_by: 2001-06-05, actor: NORTH, targets: [SOUTH],
     act: reject, cameo: "124", issue: water, option: W1, rejects: W3, q: 0.9,
     note: "Offers one morning a week."}
  - {id: north-2, tier: letters, source: "letter 3", known_by: 2001-06-05, actor: NORTH, targets: [SOUTH],
     act: demand, cameo: "107", issue: fees, option: Z2, q: 1, note: "Wants half of the upkeep paid."}
  - {id: south-2, tier: letters, source: "letter 4", known_by: 2001-06-20, actor: SOUTH, targets: [NORTH],
     act: concession, cameo: "036", issue: fees, option: Z1, q: 0.8, note: "Could pay a third."}
  - {id: south-3, tier: letters, source: "letter 4", known_by: 2001-06-20, actor: SOUTH, targets: [NORTH],
     act: accord, cameo: "036", issue: visits, option: V1, q: 1, note: "Will come again."}
  - {id: north-3, tier: letters, source: "letter 4", known_by: 2001-06-20, actor: NORTH, targets: [SOUTH],
     act: accord, cameo: "036", issue: visits, option: V2, q: 1, note: "Asks for written proposals."}
  - {id: elder-1, tier: letters, source: "letter 4", known_by: 2001-06-20, actor: ELDER,
     targets: [NORTH, SOUTH], act: mediate, cameo: "045", issue: visits, option: V1, q: 0.9,
     note: "Hosted the meeting."}

# "First that, then this." Leave the list out if nobody insists on an order.
preconditions:
  - id: fees-first
    owner: NORTH
    when: water >= W2
    requires: fees >= Z1
    source: "letter 3"
    known_by: 2001-06-05

# What options mean to the engine, which knows none by name. ISSUE >= OPTION, <=, ==, !=, or
# ISSUE signed; {all: [...]} and {any: [...]} combine them.
roles:
  ends_conflict: water >= W2
  another_meeting: visits >= V1
  texts: visits >= V2

talks:
  meetings: 3
  exchanges: 6
  # Issues whose options are combined in full when a package is put together.
  grid:
    - {issue: water, options: [all]}
    - {issue: fees, options: [all]}

# Parameters of mechanisms: `dragoman list mechanisms`, `dragoman describe mechanism M9`. A number, or
# a distribution: {uniform: [0.2, 0.6]}, {beta: [6, 4]}, {normal: [0, 1]}. All have defaults.
mechanisms:
  M9: {pi: 0.8}
  M24: {q: 0.2}

# What counts as what in the report. The names are fixed; a flag left out never comes up.
outcomes:
  ceasefire_full: water >= W2
  ceasefire_partial: water == W1
  next_round: visits >= V1
  written_terms: visits >= V2
)yaml";

}  // namespace

std::string NewScenarioText(const std::string& id) {
  std::string text = kTemplate;
  const std::string mark = "@ID@";
  text.replace(text.find(mark), mark.size(), id);
  return text;
}

}  // namespace dragoman
