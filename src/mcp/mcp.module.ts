import { Module } from '@nestjs/common';
import { AssistantModule } from '../assistant/assistant.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { McpAdmission } from './mcp-admission.js';
import { McpController } from './mcp.controller.js';
import { McpEndpoint } from './mcp-endpoint.js';
import { McpServers } from './mcp-servers.js';

/** The endpoint for clients of the Model Context Protocol. */
@Module({
  imports: [AssistantModule, AuthModule],
  controllers: [McpController],
  providers: [McpAdmission, McpServers, McpEndpoint],
})
export class McpModule {}
