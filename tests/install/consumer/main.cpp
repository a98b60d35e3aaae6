#include <iostream>

#include "engine/bargaining/registry.h"
#include "engine/talks/mechanism.h"

int main() {
  for (const auto* entry : dragoman::RegisteredMechanisms()) std::cout << entry->info.id << "\n";
  for (const auto& entry : dragoman::RegisteredStrategies()) std::cout << entry.info.name << "\n";
  for (const auto& entry : dragoman::RegisteredProtocols()) std::cout << entry.info.name << "\n";
}
