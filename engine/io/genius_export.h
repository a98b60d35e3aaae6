#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/preferences/domain.h"
#include "engine/preferences/utility_function.h"
#include "engine/scenario/scenario.h"

/// @file
/// Domains, utilities and a scenario's sitting as GENIUS XML, so that other tools can run them.
///
/// What is written reads back as it was, bit by bit: numbers are printed as short as they read back
/// exactly. GENIUS knows additive utilities over discrete and integer issues with a reservation
/// value and a discount, nothing else; what it cannot say is left out, named in a comment at the
/// head of the file, and in GeniusFile::lost.

namespace dragoman {

/// One XML file.
struct GeniusFile {
  std::string name;  ///< File name without folder: "NAME-domain.xml", "NAME-PARTY.xml".
  std::string text;
  std::vector<std::string> lost;  ///< What GENIUS cannot say, a sentence each.
};

/// A domain and its profiles.
struct GeniusFiles {
  GeniusFile domain;
  std::vector<GeniusFile> profiles;  ///< In the order given.
};

/// Writes `domain` and `utilities`. An integer issue stays one where all utilities are linear in it
/// exactly as GENIUS computes them, and is written as a discrete one otherwise. `notes` are lines
/// for the comment at the head of every file.
/// @pre Every utility compiles over the domain's space.
GeniusFiles ExportGenius(const Domain& domain, std::span<const UtilitySpec> utilities,
                         std::span<const std::string> notes = {});

/// SittingOf (engine/worth/scenario_sitting.h), written by ExportGenius with the legend and what is
/// lost as comments.
GeniusFiles ExportScenario(const CompiledScenario& scenario);

}  // namespace dragoman
