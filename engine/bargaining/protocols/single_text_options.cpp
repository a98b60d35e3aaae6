#include "engine/bargaining/protocols/single_text.h"
#include "engine/core/fields.h"

namespace dragoman {

void SingleTextOptions::Serialize(FieldVisitor* v) {
  v->Visit({.name = "votes",
            .doc = "confidential: yes or no and a score, to the mediator alone; open: yes or no, "
                   "before all"},
           &votes, kVotesNames);
  v->Visit({.name = "vocabulary",
            .doc = "options the mediator may write: those tabled by a party, or any"},
           &vocabulary, kVocabularyNames);
  v->Visit({.name = "closing",
            .doc = "an accepted text is agreed at once (first), or the best one at the last tick"},
           &closing, kClosingNames);
  v->Visit({.name = "drafts",
            .doc = "drafts the mediator tries at every tick",
            .range = {.min = 1, .max = 1e6},
            .unit = "drafts"},
           &drafts);
  v->Visit({.name = "changes",
            .doc = "issues changed in one draft, at most",
            .range = {.min = 1, .max = static_cast<double>(kMaxIssues)},
            .unit = "issues"},
           &changes);
  v->Visit({.name = "pool",
            .doc = "scored packages the mediator remembers and draws on",
            .range = {.min = 0, .max = SingleTextOptions::kMaxPool},
            .unit = "packages"},
           &pool);
  v->Visit({.name = "from_pool",
            .doc = "that a draft takes over terms of the package the least satisfied party likes "
                   "best",
            .range = kUnitInterval,
            .unit = "probability"},
           &from_pool);
  v->Visit({.name = "least",
            .doc = "weight of the least satisfied party against the mean of all",
            .range = kUnitInterval,
            .unit = "share"},
           &least);
  v->Visit({.name = "temperature",
            .doc = "readiness to accept a worse draft at the start; 0: never",
            .range = {.min = 0, .max = 1e6},
            .unit = "satisfaction, 0 to 1",
            .source = "Klein, Faratin, Sayama & Bar-Yam (2003)"},
           &temperature);
  v->Visit({.name = "cooling",
            .doc = "how fast that readiness falls: (1 - progress)^cooling",
            .range = {.min = 0, .max = 100}},
           &cooling);
}

}  // namespace dragoman
