#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bargaining/offer_index.h"
#include "engine/bargaining/session.h"
#include "engine/io/negotiation_file.h"
#include "engine/preferences/domain.h"
#include "engine/preferences/utility_function.h"
#include "engine/scenario/scenario.h"
#include "engine/wire/document.h"

namespace dragoman {

/// What is negotiated and what it is worth to everybody, ready to be bargained over and analysed;
/// or everything that is wrong with the files it came from. Movable; what it points to stays.
struct PreparedDomain {
  Domain domain;
  OutcomeSpace space;
  std::vector<std::unique_ptr<const UtilityFunction>> utilities;  ///< By seat.
  std::vector<std::unique_ptr<const OfferIndex>> indexes;         ///< By seat; see BuildIndexes.
  std::vector<std::string> names;                                 ///< By seat, distinct.
  std::vector<std::string> notes;  ///< What a scenario has beyond plain utilities, a line each.
  std::vector<Problem> problems;

  bool ok() const { return problems.empty(); }
  std::size_t seats() const { return utilities.size(); }
  /// A session over these parties, one strategy each. @pre ok() and BuildIndexes was called
  std::vector<SessionParty> Parties(std::span<const std::unique_ptr<Strategy>> strategies) const;
};

/// A domain and its profiles from files (engine/io/negotiation_file.h).
PreparedDomain PrepareFiles(const std::string& domain, std::span<const std::string> profiles,
                            const ProfileOptions& options);

/// The sitting of a scenario's two principals (SittingOf, engine/worth/scenario_sitting.h).
PreparedDomain PrepareScenario(const CompiledScenario& scenario, UtilityScale scale);

/// Builds an index over all outcomes for each seat; a space that is too large for any index is a
/// problem.
void BuildIndexes(PreparedDomain* prepared);

/// Makes one strategy per seat by text (engine/wire/tactic_text.h) and checks it against the space.
/// A problem names the text as its file: "boulware(beta=7): error: beta: ...".
std::vector<std::unique_ptr<Strategy>> MakeStrategies(std::span<const std::string> texts,
                                                      const OutcomeSpace& space,
                                                      std::vector<Problem>* problems);

/// Makes a protocol by text and checks that it takes this many parties.
std::unique_ptr<Protocol> MakeProtocolFor(const std::string& text, std::size_t seats,
                                          std::vector<Problem>* problems);

/// Diagnostics about a tactic, placed at its text.
std::vector<Problem> TacticProblems(const std::string& place, const Diagnostics& diagnostics);

/// A strategy text with a key of the reference's vectors in place of its name, as this engine
/// writes it: "AspirationNegotiator(max_aspiration=0.9)". Any other text comes back as it is.
std::string TranslateNegmas(const std::string& text);

}  // namespace dragoman
